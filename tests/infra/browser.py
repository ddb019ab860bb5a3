"""The Prefect UI, driven in Debian's Chromium as a person would."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from infra.stack.settings import Stack

# Where pictures for the runbook go; without it none are taken.
SHOTS = os.environ.get("SITREP_SCREENSHOTS")
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)
_PATIENCE = 60_000  # ms, for a page to show something; the machine may be busy


def missing() -> bool:
    """Whether there is no Chromium."""
    return shutil.which("chromium") is None


@dataclass(frozen=True)
class Ui:
    """Signed in, with one page open."""

    page: Page
    address: str

    def shot(self, name: str) -> None:
        """A picture of what is on the screen, once it stands still."""
        if SHOTS:
            self.page.wait_for_timeout(1_500)  # charts and toasts move
            self.page.screenshot(path=Path(SHOTS, f"{name}.png"))

    def open_form(self) -> None:
        """The form of backfill/on-demand, found by its name among the deployments."""
        self.page.get_by_role("link", name="Deployments").first.click()
        self.page.get_by_text("on-demand").first.click()
        self.page.get_by_role("button", name="Run", exact=True).first.click()
        self.page.get_by_text("Custom run").click()
        self.page.get_by_label("start_date").wait_for()

    def pick_date(self, field: str, day: str) -> None:
        """In the calendar of the field; typed, for it would be many clicks to another year."""
        self.page.get_by_label(field).click()
        self.page.get_by_label("Date (yyyy-MM-dd)").fill(day)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Escape")
        self.page.get_by_label("Date (yyyy-MM-dd)").wait_for(state="detached")

    def write_json(self, field: str, value: object) -> None:
        """What the field's own control would not take."""
        label = self.page.locator("label", has_text=re.compile(f"^{field}"))
        label.locator("xpath=following::button[normalize-space()='Open menu'][1]").click()
        self.page.get_by_role("menuitem", name="Use JSON Input").click()
        label.locator("xpath=following::*[contains(@class, 'cm-content')][1]").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(json.dumps(value))

    def write(self, field: str, text: str) -> None:
        """Into a text field."""
        self.page.get_by_label(re.compile(f"^{field}")).fill(text)

    def turn_off(self, field: str) -> None:
        """A switch."""
        self.page.get_by_role("switch", name=re.compile(f"^{field}")).click()

    def submit(self) -> str:
        """Start the run; its id."""
        before = set(self._started())
        self.page.get_by_role("button", name="Submit").click()
        while not (new := set(self._started()) - before):
            self.page.get_by_text("scheduled to start").first.wait_for()
        return new.pop()

    def _started(self) -> list[str]:
        """The ids of the runs that notes on the screen tell of; older ones stay for a while."""
        links = self.page.get_by_role("link", name="View run").all()
        return [str(link.get_attribute("href")).rpartition("/")[2].partition("?")[0] for link in links]

    def open_run(self, run_id: str, tab: str) -> None:
        """A flow run's page."""
        self.page.goto(f"{self.address}/v2/runs/flow-run/{run_id}?tab={tab}")
        self.page.get_by_role("tab", name=tab).click()

    def open_artifact(self, artifact_id: str) -> None:
        """What a flow run shows."""
        self.page.goto(f"{self.address}/v2/artifacts/artifact/{artifact_id}")

    def sees(self, text: str | re.Pattern[str]) -> None:
        """It is on the page, or comes."""
        self.page.get_by_text(text).first.wait_for()


@contextmanager
def signed_in(stack: Stack) -> Iterator[Ui]:
    """A browser with the UI open, its sign-in passed."""
    address = stack.api_url.removesuffix("/api")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS.split())
        page = browser.new_page(viewport={"width": 1300, "height": 860})
        page.set_default_timeout(_PATIENCE)
        page.goto(address)
        page.locator("input").first.fill(stack.auth)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Deployments").first.wait_for()
        yield Ui(page, address)
        browser.close()
