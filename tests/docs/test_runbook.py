"""The runbook names what there is."""

import re
from pathlib import Path

from click.testing import CliRunner

from flows.cli.deploy import deploy
from flows.deployments import definitions

DOCS = Path(__file__).parents[2] / "docs"
RUNBOOK = (DOCS / "runbook.md").read_text("utf-8")


def test_its_pictures_and_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", RUNBOOK)
    assert links
    assert [link for link in links if not (DOCS / link).exists()] == []


def test_every_picture_is_shown() -> None:
    assert {path.name for path in (DOCS / "screenshots").iterdir()} == set(re.findall(r"screenshots/(\S+)\)", RUNBOOK))


def test_its_table_has_the_deployments() -> None:
    wanted = {f"{definition.flow.name}/{definition.name}" for definition in definitions()}
    assert set(re.findall(r"^\| `([a-z-]+/[a-z-]+)` \|", RUNBOOK, flags=re.M)) == wanted


def test_the_options_of_deploy_that_it_names_are_there() -> None:
    said = CliRunner().invoke(deploy, ["--help"]).output
    named = set(re.findall(r"sitrep deploy (--[a-z-]+)", RUNBOOK))
    assert named == {"--cron", "--at-once"}
    assert all(option in said for option in named)
