"""Some days of a backfill, as a run of their own: it can be run again alone."""

from datetime import date
from typing import Annotated

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.runtime import flow_run
from pydantic import Field

from flows.places import absolute
from flows.request import Reprocess, Stages, request_of
from flows.run import batch_runner
from flows.span import plan_span
from flows.work import done_here, opened
from tasks.report import RunReport


def run_name() -> str:
    """The run's name in the UI: its days."""
    given = flow_run.get_parameters()
    part = f", part {given['part']} of {given['parts']}" if given["parts"] > 1 else ""
    return f"days {given['start_date']} to {given['end_date']}{part}, {given['reprocess']}"


@flow(
    name="backfill-chunk",
    flow_run_name=run_name,
    task_runner=batch_runner(),
    persist_result=False,
    validate_parameters=False,  # `request_of` does it, in one line each
)
def backfill_chunk(  # noqa: PLR0913 - the fields of the form
    start_date: date,
    end_date: date,
    sources: list[str],
    store: str = "data",
    sites: list[str] = [],  # noqa: B006 - a form's default, never changed
    languages: list[str] = [],  # noqa: B006
    stages: Stages = "all",
    reprocess: Reprocess = "missing",
    newest_first: bool = False,
    max_pages: Annotated[int, Field(ge=0)] = 0,
    part: Annotated[int, Field(ge=1)] = 1,
    parts: Annotated[int, Field(ge=1)] = 1,
    workers: Annotated[int, Field(ge=1)] = 2,
) -> RunReport:
    """Do some days of a backfill, without a plan to look at first: backfills start these runs.

    Args:
        start_date: First day, that of the raw objects.
        end_date: Last day, included.
        sources: Files, folders or s3:// prefixes of raw pages.
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
        sites: Only raw objects with a stored document of these hosts, for example
            news.example.org; empty for all.
        languages: Only raw objects with a stored document in these languages, for example en or
            ar; empty for all.
        stages: All, or only events, extracted again from the documents in the store; raw pages
            and sources are not looked at then.
        reprocess: What to do: missing (not in the account), outdated (done by an older version),
            failed (quarantined pages), or all. What is missing or changed is always done, unless
            sites or languages are named.
        newest_first: Begin with the last day.
        max_pages: Stop after about so many pages, 0 for all.
        part: Of a day with very many pages, which part of its raw objects.
        parts: Into how many parts they are dealt.
        workers: Page processes.
    """
    request = request_of(
        start_date=start_date,
        end_date=end_date,
        sources=[absolute(source) for source in sources],
        store=absolute(store),
        sites=sites,
        languages=languages,
        stages=stages,
        reprocess=reprocess,
        newest_first=newest_first,
        max_pages=max_pages,
        part=part,
        parts=parts,
    )
    listing, target = opened(request)
    plan = plan_span(request, listing, target, run_id=str(flow_run.get_id()))
    create_table_artifact(plan.rows, key="backfill-chunk-plan", description="Pages by day and state, before")
    return done_here("backfill-chunk", plan, listing, target, workers=workers)
