"""A run's report as rows, as Markdown, and as text for a terminal."""

import re
from collections.abc import Mapping, Sequence
from html import escape

from tasks.records.reasons import REASONS
from tasks.report.run import RunReport
from tasks.report.shown import shown
from tasks.report.tally import Tally

Row = dict[str, str | int]
# ASCII punctuation that Markdown reads as markup inside a line (CommonMark, backslash escapes).
_MARKUP = re.compile(r"[\\`*_\[\]|!~]")

# Sites in the report: the tables have them all.
_TOP = 15
_TABLES = ("tables/documents", "tables/events", "tables/pages", "tables/objects")


def as_rows(tally: Tally) -> list[Row]:
    """One table of all counts: what, name, number."""
    groups: tuple[tuple[str, Mapping[str, int]], ...] = (
        ("outcome", tally.outcomes),
        ("reason", tally.reasons),
        ("language", tally.languages),
        ("event type", tally.event_types),
    )
    return [
        {"what": what, "name": name, "number": number} for what, counts in groups for name, number in _ranked(counts)
    ]


def as_text(report: RunReport) -> str:
    """The lines that a person reads when the command ends."""
    tally = report.tally
    lines = [_headline(report), f"store {report.store}"]
    if report.ignored:
        lines.append(f"{report.ignored:,} objects under names that are no pages were left alone")
    for title, counts in (
        ("", _ranked(tally.outcomes)),
        ("not stored", _ranked(tally.reasons)),
        ("languages", _ranked(tally.languages)),
        ("blocks removed by rule", _ranked(tally.removed)),
        (f"{tally.events:,} events", _ranked(tally.event_types)),
    ):
        if counts:
            lines += ["", *([title] if title else []), *_columns(counts)]
    if report.unread:
        lines += ["", "not done (run again to try them again)"]
        lines += [f"  {line}" for line in report.unread]
    if report.more:
        lines += ["", "there is more to do than one run takes; the next run goes on"]
    return "\n".join(map(shown, lines)) + "\n"


def _headline(report: RunReport) -> str:
    where = ", ".join(report.sources)
    if report.found == 0:
        return f"No pages found in {where}"
    if report.objects == 0:
        return f"Nothing is new in {where}"
    return f"{report.tally.pages:,} pages of {report.objects:,} raw objects in {where}"


def as_markdown(report: RunReport, *, run_ids: Sequence[str] = ()) -> str:
    """The report artifact: the funnel from raw to events, what was not stored, why and how to do it
    again, languages, sites, events, and where it all stands. `run_ids` are the runs that wrote it,
    where they are others than the report's own."""
    tally = report.tally
    funnel = [
        ("raw objects to do", report.objects),
        ("pages", tally.pages),
        *_ranked(tally.outcomes),
        ("events", tally.events),
    ]
    parts = [
        f"# {report.flow}: {_literal(', '.join(report.sources))}",
        _table("", ("step", "number"), funnel),
        _table("Not stored", ("reason", "pages"), _explained(tally.reasons)),
        _replays(report),
        _table("Languages", ("language", "documents"), _ranked(tally.languages)),
        _table(
            "Sites", ("site", "documents"), [(_literal(site), number) for site, number in _ranked(tally.sites)[:_TOP]]
        ),
        _table("Events", ("type", "events"), _ranked(tally.event_types)),
        _table("Blocks removed", ("rule", "blocks"), _ranked(tally.removed)),
        _places(report.store, run_ids or (report.run_id,)),
    ]
    for title, trouble in (("Not done", report.unread), ("Failed", report.failures)):
        if trouble:
            parts.append(f"## {title}\n\n" + "\n".join(f"- {_literal(line)}" for line in trouble))
    return "\n\n".join(part for part in parts if part) + "\n"


def _replays(report: RunReport) -> str:
    """A line to type for each reason, once its cause is mended."""
    reasons = [name.partition(": ")[2] for name, _ in _ranked(report.tally.reasons) if name.startswith("quarantined")]
    lines = [f"    sitrep replay --store {report.store} --reason {reason}" for reason in reasons]
    return (
        "\n".join(
            [
                "To do them again when the cause is mended, a backfill of their days with reprocess failed, or:",
                "",
                *lines,
            ]
        )
        if lines
        else ""
    )


def _places(store: str, run_ids: Sequence[str]) -> str:
    runs = [f"runs/{run_id}.json" for run_id in run_ids]
    lines = [f"- [{place}]({store}/{place})" for place in (*_TABLES, *runs)]
    return "\n".join([f"## In the store {store}", "", *lines])


def _literal(text: str) -> str:
    """Names of raw objects and what is said of them are whoever filled the bucket's: no markup of theirs counts."""
    return _MARKUP.sub(r"\\\g<0>", escape(shown(text), quote=False))


def _ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _explained(reasons: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(f"{name} ({REASONS[name.partition(': ')[2]]})", number) for name, number in _ranked(reasons)]


def _columns(rows: list[tuple[str, int]]) -> list[str]:
    width = max(len(name) for name, _ in rows)
    lines = (f"  {name:<{width}}  {number:>7,}   {REASONS.get(name.partition(': ')[2], '')}" for name, number in rows)
    return [line.rstrip() for line in lines]


def _table(title: str, head: tuple[str, str], rows: list[tuple[str, int]]) -> str:
    if not rows:
        return ""
    lines = [f"## {title}", ""] if title else []
    lines += [f"| {head[0]} | {head[1]} |", "|---|---:|"]
    return "\n".join(lines + [f"| {name} | {number:,} |" for name, number in rows])
