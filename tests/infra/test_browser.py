"""A person backfills three days from the Prefect UI; what is wrong is said in one line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from infra.stack.settings import Stack
from tests.flows.rows import rows
from tests.flows.trial import Raw, pages
from tests.infra import browser
from tests.infra.api import Api
from tests.infra.browser import Ui
from tests.infra.names import raw_of, store_of

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1200), pytest.mark.usefixtures("as_owner")]

SOURCE = raw_of("browser")
STORE = store_of("browser")
FIRST, LAST = "2024-03-01", "2024-03-03"
PAGES = 30


@pytest.fixture(scope="module")
def ui(stack: Stack) -> Iterator[Ui]:
    if browser.missing():
        pytest.skip("needs the Debian package chromium")
    with browser.signed_in(stack) as found:
        yield found


def fill(ui: Ui, start: str, end: str, *, source: str = SOURCE) -> None:
    ui.open_form()
    ui.pick_date("start_date", start)
    ui.pick_date("end_date", end)
    ui.page.locator("textarea").first.fill(source)
    ui.write("store", STORE)


def test_dry_run_then_the_run_itself(ui: Ui, api: Api) -> None:
    dated = [(name, body) for name, body in pages(0, 2 * PAGES) if not re.match(r"undated|.*jsonl", name)][:PAGES]
    Raw(SOURCE).put_all(iter(dated))
    fill(ui, FIRST, LAST)
    ui.shot("backfill-form")
    planned = ui.submit()
    assert api.ended(planned, seconds=300)["state_name"] == "Completed"
    shown = api.artifacts(planned)
    ui.open_run(planned, "Artifacts")
    ui.sees("backfill-plan")
    ui.open_artifact(shown["backfill-plan"]["id"])
    ui.sees(LAST)
    ui.shot("backfill-plan")
    assert rows(STORE, "pages") == []

    fill(ui, FIRST, LAST)
    ui.turn_off("dry_run")
    done = ui.submit()
    ui.open_run(done, "Logs")
    ui.sees(re.compile("days done"))
    assert api.ended(done, seconds=300)["state_name"] == "Completed"
    assert len(rows(STORE, "pages")) == PAGES
    shown = api.artifacts(done)
    ui.open_run(done, "Artifacts")
    ui.sees("backfill-progress")
    ui.shot("backfill-run")
    for key, text in (
        ("backfill-progress", "3 of 3 days done"),
        ("backfill-days", FIRST),
        ("backfill-report", "Events"),
    ):
        ui.open_artifact(shown[key]["id"])
        ui.sees(re.compile(text, re.I))
        ui.shot(key)


@dataclass(frozen=True)
class Mistake:
    """What is written into the form, and what the run says of it. Dates go through the calendar
    unless it would not take them."""

    says: str
    start: str = FIRST
    end: str = LAST
    source: str = SOURCE
    by_json: tuple[tuple[str, object], ...] = ()


MISTAKES = (
    Mistake("start_date '2024-02-31' is no date", by_json=(("start_date", "2024-02-31"),)),
    Mistake(f"end_date {FIRST} is before start_date {LAST}", start=LAST, end=FIRST),
    Mistake("428 days; a backfill takes at most 366", start="2023-01-01"),
    Mistake("s3://no-such-bucket/pages: there is no such bucket", source="s3://no-such-bucket/pages"),
    Mistake("unknown site 'no.example'", by_json=(("sites", ["no.example"]), ("reprocess", "all"))),
)


def test_what_is_wrong_is_said_in_one_line(ui: Ui, api: Api) -> None:
    Raw(SOURCE).put_all(pages(0, 1))
    started = {}
    for mistake in MISTAKES:
        fill(ui, mistake.start, mistake.end, source=mistake.source)
        for field, value in mistake.by_json:
            ui.write_json(field, value)
        started[ui.submit()] = mistake
    for run_id, mistake in started.items():
        run = api.ended(run_id, seconds=300)
        message = str(run["state"]["message"])
        assert run["state_name"] == "Failed", mistake
        assert mistake.says in message
        assert "\n" not in message
        ui.open_run(run_id, "Logs")
        ui.sees(re.compile(re.escape(mistake.says)))
    ui.shot("backfill-refused")
