"""Markup that parsers die of, or that wants something read, run or believed."""
# ruff: noqa: E501 - a kind a row

import json

from tests.hostile.kind import STORED, Kind
from tests.hostile.prose import body, page, paragraphs

HTML = ".html"
PLAIN = "Residents of"
USERS = "root:x:0:0"


def _deep(tag: str, depth: int, inside: str) -> str:
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(12))
    return f"<!DOCTYPE html [{entities}]>" + page(f"{body()}<p>&l11;</p>").partition("\n")[2]


def _xxe() -> str:
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return entity + page(f"{body()}<p>&x;</p>").partition("\n")[2]


def _json_ld(content: str) -> str:
    return page(head=f'<script type="application/ld+json">{content}</script>')


_ODD_LD = json.dumps(
    {
        "@context": "https://schema.org",
        "@type": ["NewsArticle", 5, None],
        "headline": {"a": ["b"]},
        "author": [5, None, {"name": {"@value": ["x"]}}, [[["y"]]]],
        "datePublished": ["2024-99-99", 17],
        "articleBody": {"@graph": []},
        "publisher": "x" * 100_000,
    }
)
_HEAVY_TABLE = "<table>" + "<tr>" + "<td>7</td>" * 50_000 + "</tr></table>"

MARKUP = (
    Kind("nested 300 deep", HTML, lambda: page(_deep("div", 300, body())), (f"{STORED}|too_deep",), must=PLAIN),
    Kind("nested 3000 deep", HTML, lambda: page(_deep("div", 3000, body())), (f"{STORED}|too_deep|no_article",)),
    Kind("nested 100000 deep", HTML, lambda: page(_deep("div", 100_000, body())), (f"{STORED}|too_deep",), heavy=True),
    Kind("nested 10000 deep", HTML, lambda: page(_deep("div", 10_000, body())), (f"{STORED}|too_deep",), heavy=True),
    Kind("opened 100000 times", HTML, lambda: page("<div>" * 100_000 + body()), (f"{STORED}|too_deep",), heavy=True),
    Kind("inline 20000 deep", HTML, lambda: page("<p>" + _deep("b", 20_000, "word ") + body()), (f"{STORED}|too_deep",), heavy=True),
    Kind("tables in tables", HTML, lambda: page(_deep("table><tr><td", 900, "").replace("</table><tr><td>", "</td></tr></table>") + body()), (f"{STORED}|too_deep|no_article",)),
    Kind("lists in lists", HTML, lambda: page(_deep("ul><li", 900, "x").replace("</ul><li>", "</li></ul>") + body()), (f"{STORED}|too_deep|no_article",)),
    Kind("svg 5000 deep", HTML, lambda: page(f"<svg>{_deep('g', 5000, '')}</svg>{body()}"), (f"{STORED}|too_deep",)),
    Kind("select 5000 deep", HTML, lambda: page(_deep("select", 5000, "") + body()), (f"{STORED}|too_deep",)),
    Kind("forms misnested", HTML, lambda: page("<form><div></form><p><b><i></b></p></i>" * 3000 + body()), (f"{STORED}|too_deep|no_article",), heavy=True),
    Kind("attributes 2000", HTML, lambda: page(f"<div {' '.join(f'a{n}=1' for n in range(2000))}>{body()}</div>"), (STORED,), must=PLAIN),
    Kind("attributes 100000", HTML, lambda: page(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>{body()}</div>"), (f"{STORED}|timeout|out_of_memory",), heavy=True),
    Kind("attribute of 5 MB", HTML, lambda: page(f'<div title="{"x" * 5_000_000}">{body()}</div>'), (STORED,), must=PLAIN, heavy=True),
    Kind("tag name of 1 MB", HTML, lambda: page(f"<{'x' * 1_000_000}>{body()}"), (f"{STORED}|no_article",)),
    Kind("500000 br", HTML, lambda: page("<br>" * 500_000 + body()), (f"{STORED}|timeout|out_of_memory|no_article",), heavy=True),
    Kind("10000 br", HTML, lambda: page("<br>" * 10_000 + body()), (STORED,), must=PLAIN),
    Kind("50000 cells", HTML, lambda: page(_HEAVY_TABLE + body()), (f"{STORED}|timeout",), heavy=True),
    Kind("20000 links", HTML, lambda: page('<a href="/a">A story of the day</a> ' * 20_000), ("no_article|all_boilerplate",), heavy=True),
    Kind("100000 empty paragraphs", HTML, lambda: page("<p></p>" * 100_000 + body()), (f"{STORED}|timeout",), heavy=True),
    Kind("unclosed comment", HTML, lambda: page(body() + "<!-- " + body(1)), (f"{STORED}|no_article",)),
    Kind("unclosed comment first", HTML, lambda: "<!-- " + page(), ("no_article|empty|stored",)),
    Kind("unclosed script", HTML, lambda: page(body() + "<script>var a = '<p>" + body(1)), (f"{STORED}|no_article",)),
    Kind("unclosed title", HTML, lambda: page().replace("</title>", ""), (f"{STORED}|no_article",)),
    Kind("unclosed textarea", HTML, lambda: page("<textarea>" + body()), (f"{STORED}|no_article|all_boilerplate",)),
    Kind("plaintext tag", HTML, lambda: page(body() + "<plaintext>" + body(1)), (STORED,), must=PLAIN),
    Kind("unclosed tags", HTML, lambda: page().replace("</p>", "").replace("</article>", ""), (STORED,), must=PLAIN),
    Kind("comments in comments", HTML, lambda: page("<!--" * 50_000 + "-->" * 50_000 + body()), (f"{STORED}|no_article",)),
    Kind("cdata and instructions", HTML, lambda: page("<![CDATA[ x ]]><?php echo 1 ?><!DOCTYPE x>" + body()), (STORED,), must=PLAIN),
    Kind("internal dtd", HTML, lambda: '<!DOCTYPE html [<!ENTITY a "b">]>' + page().partition("\n")[2], (f"{STORED}|no_article",)),
    Kind("billion laughs", HTML, _laughs, (f"{STORED}|no_article",), must_not="lollollol"),
    Kind("xxe", HTML, _xxe, (f"{STORED}|no_article",), must_not=USERS),
    Kind("xinclude", HTML, lambda: page(f'<xi:include href="file:///etc/passwd" parse="text"/>{body()}'), (STORED,), must=PLAIN, must_not=USERS),
    Kind("xhtml", HTML, lambda: '<?xml version="1.0" encoding="utf-8"?>\n' + page().replace("<html", '<html xmlns="http://www.w3.org/1999/xhtml"'), (STORED,), must=PLAIN),
    Kind("base href of a file", HTML, lambda: page(head='<base href="file:///etc/passwd"><link rel="canonical" href="file:///etc/passwd">'), (STORED,), must=PLAIN, must_not=USERS),
    Kind("json-ld 100000 deep", HTML, lambda: _json_ld('{"a":' * 100_000 + "1" + "}" * 100_000), (STORED,), must=PLAIN),
    Kind("json-ld lists 100000 deep", HTML, lambda: _json_ld("[" * 100_000), (STORED,), must=PLAIN),
    Kind("json-ld broken", HTML, lambda: _json_ld('{"@type": "NewsArticle", "headline": "x'), (STORED,), must=PLAIN),
    Kind("json-ld of odd types", HTML, lambda: _json_ld(_ODD_LD), (STORED,), must=PLAIN),
    Kind("json-ld huge number", HTML, lambda: _json_ld('{"@type":"NewsArticle","datePublished":' + "9" * 6000 + "}"), (STORED,), must=PLAIN),
    Kind("meta of 1 MB", HTML, lambda: page(head=f'<meta name="description" content="{"a b " * 250_000}">'), (STORED,), must=PLAIN),
    Kind("script only", HTML, lambda: '<html><body><div id="root"></div><script>' + "var a=1;" * 900 + "</script></body></html>", ("no_article",)),
    Kind("noscript only", HTML, lambda: "<html><body><noscript>Please turn on JavaScript to go on.</noscript></body></html>", ("no_article|all_boilerplate",)),
    Kind("frameset", HTML, lambda: '<html><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>', ("no_article",)),
    Kind("refresh", HTML, lambda: '<html><head><meta http-equiv="refresh" content="0;url=https://news.example/b"></head></html>', ("no_article",)),
    Kind("cookie wall", HTML, lambda: "<html><body><p>We and our 813 partners use cookies. Accept all. Manage options.</p></body></html>", ("no_article|all_boilerplate",)),
    Kind("character references", HTML, lambda: page(body() + "<p>" + "&#9999999999;&#0;&#xD800;&unknown;&amp;amp; and some words " * 20_000 + "</p>"), (STORED,), must=PLAIN, heavy=True),
    Kind("names that are none", HTML, lambda: page(f"<blockquote><p<time>{paragraphs(0)[0]}</p<time></blockquote><ul><li><b\"x>y</li></ul>{body()}"), (STORED,), must=PLAIN),
    Kind("references to controls", HTML, lambda: page("".join(f"<p>&#{n}; A word or two, he said.</p><li>&#x{n:x};" for n in (*range(33), *range(127, 160), 0xD800, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)) + body()), (STORED,), must=PLAIN),
    Kind("inline image of 1 MB", HTML, lambda: page(f'<img src="data:image/png;base64,{"iVBO" * 250_000}">{body()}'), (STORED,), must=PLAIN, heavy=True),
    Kind("inline image of 15 MB", HTML, lambda: page(f'<img src="data:image/png;base64,{"iVBO" * 3_750_000}">{body()}'), (f"{STORED}|too_large|no_article",), heavy=True),
    Kind("inline script of 15 MB", HTML, lambda: page(f"<script>{'var a=1;' * 1_900_000}</script>{body()}"), (f"{STORED}|too_large|no_article",), heavy=True),
    Kind("page of 50 MB", HTML, lambda: page(body() * 22_000), ("too_large",), heavy=True),
    Kind("one line of 19 MB", HTML, lambda: page("<p>" + "word " * 3_800_000), (f"{STORED}|too_large|timeout|out_of_memory|no_article",), heavy=True),
    Kind("page of 1 MB", HTML, lambda: page("".join(body(n) for n in range(700))), (STORED,), must=PLAIN, heavy=True),
    Kind("quoted paragraphs", HTML, lambda: page("".join(_deep("blockquote", 40, f"<p>{p}</p>") for p in paragraphs(0))), (f"{STORED}|no_article",)),
)  # fmt: skip
