"""Ordinary news pages of our own making, any number of them, each with its own words."""

_PLACES = ("Kulbus", "Menaka", "Tal Rifat", "Bosaso", "Toritama", "Lashio", "Avdiivka", "Kidal")
_SIDES = (
    ("Government troops", "rebels"),
    ("A militia", "herders"),
    ("The army", "the insurgents"),
    ("Gunmen", "a convoy of the police"),
)
_SENTENCES = (
    "{a} fought {b} near the town of {place} on {day}, and at least {dead} people were killed.",
    "Residents of {place} said by telephone that the shooting went on for {hours} hours.",
    "The hospital in {place} took in {hurt} wounded, a doctor there said, most of them children.",
    "A spokesman said that the fighting began when {b} set fire to a market outside the town.",
    "Some {homes} families left their homes and walked along the river towards the next village.",
    "An aid worker said the road to {place} had been closed for {hours} days before the attack.",
    "Nobody has claimed the attack so far, and the figures could not be confirmed independently.",
    "The governor promised that the dead would be buried on {day} and the road would open soon.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def paragraphs(number: int) -> list[str]:
    """Six paragraphs that differ from number to number."""
    a, b = _SIDES[number % len(_SIDES)]
    values = {
        "a": a,
        "b": b,
        "place": _PLACES[number % len(_PLACES)],
        "day": _DAYS[number % len(_DAYS)],
        "dead": 3 + number % 40,
        "hours": 2 + number % 9,
        "hurt": 5 + number % 60,
        "homes": 100 + number,
    }
    lines = [sentence.format(**values) for sentence in _SENTENCES]
    return [f"{lines[i]} {lines[(i + 1 + number) % len(lines)]}" for i in range(6)]


def headline(number: int) -> str:
    """Title of the ordinary page."""
    return f"Fighting near {_PLACES[number % len(_PLACES)]} kills {3 + number % 40}, residents say"


def body(number: int = 0) -> str:
    """The paragraphs as HTML."""
    return "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs(number))


def page(content: str | None = None, *, number: int = 0, head: str = "") -> str:
    """A whole page: an ordinary one, or with something else for its article."""
    article = body(number) if content is None else content
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><title>{headline(number)}</title>{head}</head>'
        f'<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>'
        f"<article><h1>{headline(number)}</h1>\n{article}</article>"
        f"<footer>Copyright 2024 The Example Gazette. All rights reserved.</footer></body></html>"
    )


def text(number: int = 0) -> str:
    """The same as a page already reduced to text."""
    return "\n\n".join([headline(number), *paragraphs(number)])
