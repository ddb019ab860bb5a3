"""HTML pages: what is taken, what comes back, what goes."""

import pytest

from tests.clean.build import FIRST, SECOND, THIRD, article, cleaned, document, rules

STANDFIRST = "The villages lie on the only road between the city and the crossing to the north."


def test_the_article_is_the_text() -> None:
    nav = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>"
    doc = document(article(before=nav, after="<footer>© 2024 Example News</footer>"))
    assert doc.text == "\n".join((FIRST, SECOND, THIRD))
    assert doc.extractor == "trafilatura"


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("<figure><figcaption>A village, seen from the air</figcaption></figure>", "caption"),
        ("<p><a href='/x'>Five killed in a blast near the border crossing</a></p>", "linked_line"),
        (
            "<ul><li><a href='/a'>Army takes back two towns</a></li>"
            "<li><a href='/b'>Camps without any water</a></li></ul>",
            "linked_list",
        ),
        (
            "<div class='infobox'><p>The province has been fought over since the war began in the "
            "spring of that year.</p></div>",
            "aside",
        ),
        ("<p>* * *</p>", "separator"),
        ("<p>Read more: Army takes back two towns</p>", "read_more"),
        ("<p>Advertisement</p>", "advertisement"),
        (f"<p>{SECOND}</p>", "repeated_paragraph"),
        (
            "<div class='newsletter-signup'><p>All the news of the war, in one letter every "
            "morning, as it happens.</p></div>",
            "newsletter",
        ),
    ],
)
def test_inside_the_body(part: str, rule: str) -> None:
    doc = document(article(part))
    assert doc.text == "\n".join((FIRST, SECOND, THIRD))
    found = set(rules(doc).values())
    assert found <= {rule}  # the extractor may have left it out itself


@pytest.mark.parametrize(
    "part",
    [
        "<h2>What the army says</h2>",
        "<blockquote><p>We have nothing left, and nobody has come to help us.</p></blockquote>",
        "<ul><li>Four villages were taken.</li><li>Two were taken back.</li></ul>",
        "<h2><a href='/army'>What the army says of the villages</a></h2>",
    ],
)
def test_stays_inside_the_body(part: str) -> None:
    assert rules(document(article(part))) == {}


def test_the_wrapper_of_the_article_says_nothing() -> None:
    html = article().replace("class='story'", "class='related newsletter sidebar'")
    assert document(html).text == "\n".join((FIRST, SECOND, THIRD))


def test_a_standfirst_comes_back_when_the_page_describes_itself_so() -> None:
    head = f"<meta name='description' content='{STANDFIRST}'>"
    before = f"<h1>Rebels seize villages</h1><div class='x1'><span>{STANDFIRST}</span></div>"
    doc = document(article(head=head, before=before))
    assert doc.text.splitlines()[0] == STANDFIRST
    assert doc.text.count(STANDFIRST) == 1


def test_a_description_that_the_page_does_not_show_is_not_made_up() -> None:
    head = f"<meta name='description' content='{STANDFIRST}'>"
    assert STANDFIRST not in document(article(head=head)).text


def test_line_breaks_are_paragraphs() -> None:
    html = f"<html><body><div>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div></body></html>"
    assert document(html).text.splitlines() == [FIRST, SECOND, THIRD]


def test_words_split_by_inline_elements_stay_words() -> None:
    doc = document(article("<p>The <b>re</b>bels said, <i>in a statement</i>, that they would stay.</p>"))
    assert "The rebels said, in a statement, that they would stay." in doc.text


def test_too_deep_for_the_parser_goes_to_the_fallback() -> None:
    deep = "<div>" * 400 + f"<p>{FIRST}</p><p>{SECOND}</p>" + "</div>" * 400
    doc = document(f"<html><body><main>{deep}</main></body></html>")
    assert doc.extractor == "resiliparse"
    assert FIRST in doc.text


def test_a_body_in_json_ld_alone() -> None:
    data = f'{{"@type": "NewsArticle", "articleBody": "{FIRST}\\n{SECOND}"}}'
    html = f"<html><body><script type='application/ld+json'>{data}</script><div></div></body></html>"
    doc = document(html)
    assert (doc.extractor, doc.text) == ("json-ld", f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><script>app()</script></body></html>", "no_article"),
        ("<html><body><div id='root'></div></body></html>", "no_article"),
        ("<html><body><p>Share</p><p>Advertisement</p></body></html>", "all_boilerplate"),
        ("<html><body>" + "<div>" * 300 + "</div>" * 300 + "</body></html>", "too_deep"),
    ],
)
def test_pages_without_an_article(html: str, reason: str) -> None:
    cleaning = cleaned(html)
    assert (cleaning.document, cleaning.reason) == (None, reason)


def test_every_block_has_its_verdict() -> None:
    cleaning = cleaned(article("<p>Advertisement</p>", before="<p>Log in</p>"))
    assert cleaning.document is not None
    kept = [block.text for block in cleaning.blocks if block.rule is None]
    assert "\n".join(kept) == cleaning.document.text
    assert {block.rule for block in cleaning.blocks} >= {None, "not_article"}


@pytest.mark.parametrize(
    ("part", "truncated"),
    [
        ("", False),
        ("<p>This article is for subscribers only</p>", True),
        ("<p>The army said that it would …</p>", True),
    ],
)
def test_truncated(part: str, truncated: bool) -> None:
    html = article().replace(f"<p>{THIRD}</p>", f"<p>{THIRD}</p>{part}")
    assert document(html).truncated is truncated
