"""Pages whose bytes and whose word about their character set do not fit."""
# ruff: noqa: E501 - a kind a row

from tests.hostile.kind import STORED, Kind
from tests.hostile.prose import body, page

HTML = ".html"
CAFE = "<p>The mayor of Besançon, José Muñoz, said at the café that the troops had left the town.</p>"
ACCENTED = page(body() + CAFE)
CYRILLIC = page(
    "<p>Военные сообщили, что в ночь на вторник беспилотники атаковали склад горючего.</p>"
    "<p>По словам жителей, взрывы продолжались до утра, погибли четыре человека, десять ранены.</p>"
    "<p>Губернатор области заявил, что пожар потушен и движение по мосту скоро откроют.</p>" * 2
)
MUST = "said at the café that"
PLAIN = "Residents of"


def _declared(charset: str, text: str = ACCENTED) -> str:
    return text.replace("<title>", f'<meta charset="{charset}"><title>', 1)


def _bytes(text: str, encoding: str) -> bytes:
    return text.encode(encoding)


ENCODINGS = (
    Kind("latin-1 undeclared", HTML, lambda: _bytes(ACCENTED, "latin-1"), (STORED,), must=MUST),
    Kind("latin-1 declared", HTML, lambda: _bytes(_declared("iso-8859-1"), "latin-1"), (STORED,), must=MUST),
    Kind("latin-1 that says utf-8", HTML, lambda: _bytes(_declared("utf-8"), "latin-1"), (STORED,), must=PLAIN),
    Kind("utf-8 that says latin-1", HTML, lambda: _bytes(_declared("iso-8859-1"), "utf-8"), (STORED,), must=PLAIN),
    Kind("utf-8 that says utf-16", HTML, lambda: _bytes(_declared("utf-16"), "utf-8"), (STORED,), must=MUST),
    Kind("charset unknown", HTML, lambda: _bytes(_declared("klingon-5"), "utf-8"), (STORED,), must=MUST),
    Kind("charset of 5000 letters", HTML, lambda: _bytes(_declared("x" * 5000), "utf-8"), (STORED,), must=PLAIN),
    Kind("charset rot13", HTML, lambda: _bytes(_declared("rot13"), "utf-8"), (STORED,), must=PLAIN),
    Kind("charset idna", HTML, lambda: _bytes(_declared("idna"), "utf-8"), (STORED,), must=PLAIN),
    Kind("windows-1251", HTML, lambda: _bytes(_declared("windows-1251", CYRILLIC), "cp1251"), (STORED,), must="беспилотники"),
    Kind("windows-1251 undeclared", HTML, lambda: _bytes(CYRILLIC, "cp1251"), (STORED,), must="беспилотники"),
    Kind("koi8-r", HTML, lambda: _bytes(_declared("koi8-r", CYRILLIC), "koi8-r"), (STORED,), must="беспилотники"),
    Kind("utf-16 with mark", HTML, lambda: _bytes(ACCENTED, "utf-16"), (STORED,), must=MUST),
    Kind("utf-16-be with mark", HTML, lambda: b"\xfe\xff" + _bytes(ACCENTED, "utf-16-be"), (STORED,), must=MUST),
    Kind("utf-16-le without mark", HTML, lambda: _bytes(ACCENTED, "utf-16-le"), (f"{STORED}|undecodable|not_a_page",)),
    Kind("utf-16-be without mark", HTML, lambda: _bytes(ACCENTED, "utf-16-be"), (f"{STORED}|undecodable|not_a_page",)),
    Kind("utf-16 of odd length", HTML, lambda: _bytes(ACCENTED, "utf-16")[:-1], (STORED,), must=MUST),
    Kind("utf-32 with mark", HTML, lambda: _bytes(ACCENTED, "utf-32"), (f"{STORED}|undecodable|not_a_page",)),
    Kind("utf-32 without mark", HTML, lambda: _bytes(ACCENTED, "utf-32-le"), (f"{STORED}|undecodable|not_a_page",)),
    Kind("utf-8 with mark", HTML, lambda: _bytes(ACCENTED, "utf-8-sig"), (STORED,), must=MUST),
    Kind("utf-7", HTML, lambda: _bytes(_declared("utf-7"), "utf-7"), (f"{STORED}|no_article|not_a_page",)),
    Kind("mixed encodings", HTML, lambda: _bytes(ACCENTED, "utf-8") + _bytes(CYRILLIC, "cp1251"), (STORED,), must=PLAIN),
    Kind("utf-8 encoded twice", HTML, lambda: _bytes(ACCENTED.replace("said", "’said’"), "utf-8").decode("latin-1").encode(), (STORED,), must=PLAIN),
    Kind("invalid utf-8", HTML, lambda: _bytes(ACCENTED, "utf-8").replace(b" the ", b" \xff\xc0\x80the "), (STORED,), must="fought"),
    Kind("surrogates", HTML, lambda: _bytes(ACCENTED, "utf-8").replace(b" the ", b" \xed\xa0\x80the "), (STORED,), must="fought"),
    Kind("nuls inside", HTML, lambda: _bytes(ACCENTED, "utf-8").replace(b" the ", b" \0the "), (STORED,), must="fought"),
    Kind("control characters", HTML, lambda: _bytes(ACCENTED, "utf-8").replace(b" the ", b" \x01\x08\x0bthe ", 3), (STORED,), must="fought"),
    Kind("control characters everywhere", HTML, lambda: _bytes(ACCENTED, "utf-8").replace(b" ", b" \x01"), (f"{STORED}|not_a_page",)),
    Kind("utf-8 cut in a letter", HTML, lambda: _bytes(ACCENTED.partition("José Muñ")[0] + "José Muñ", "utf-8")[:-1], (STORED,), must=PLAIN),
    Kind("cut in a tag", HTML, lambda: _bytes(page().rpartition("<p>")[0] + '<p class="', "utf-8"), (STORED,), must=PLAIN),
)  # fmt: skip
