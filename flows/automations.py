"""What a self-hosted server does not do by itself: find dead runs, and start them again."""

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

# Three heartbeats missed: a machine that is busy misses one.
_SILENCE = timedelta(seconds=90)
# A worker kills the process of a cancelled run within half a minute.
_CANCELLING = timedelta(minutes=5)
# A process takes 7 s of CPU to its first line; on a machine with many of them, minutes.
_STARTUP = timedelta(minutes=10)
# A run that crashes each time has a cause that another try does not mend.
STARTS = 4
_ENDED = ("Completed", "Failed", "Cancelled", "Crashed")
_MOVED = ("Running", "Retrying", "AwaitingConcurrencySlot", "AwaitingRetry", "Scheduled", "Late", "Cancelling")


def automations(tag: str) -> tuple[Automation, ...]:
    """For the flow runs with this tag. Being Crashed frees the slots that a run holds; starting
    again keeps its id, parameters and history, and what it stored is not done twice."""
    return (
        Automation(
            name="sitrep: a silent run has crashed",
            description="Marks a run Crashed when its heartbeats stop: its machine or process is gone.",
            trigger=_absence(
                tag,
                after=_events("heartbeat"),
                expect=_events("heartbeat", "Cancelling", *_ENDED),
                within=_SILENCE,
            ),
            actions=[_crashed("its heartbeats stopped")],
        ),
        Automation(
            name="sitrep: a cancelled run has ended",
            description="Marks a run Cancelled that its worker no longer can: the worker is gone. It starts not again.",
            trigger=_absence(tag, after=_events("Cancelling"), expect=_events(*_ENDED), within=_CANCELLING),
            actions=[
                ChangeFlowRunState(state=StateType.CANCELLED, name="Cancelled", message="Its worker did not answer.")
            ],
        ),
        Automation(
            name="sitrep: a run that never starts has crashed",
            description="Marks a run Crashed that a worker took and did not start: the worker is gone.",
            trigger=_absence(
                tag,
                after=_events("Pending"),
                expect=_events(*_MOVED, *_ENDED),
                within=_STARTUP,
            ),
            actions=[_crashed("its worker did not start it")],
        ),
        Automation(
            name="sitrep: a crashed run starts again",
            description=f"Puts a crashed run back into the queue, up to {STARTS} starts in all.",
            trigger=EventTrigger(
                posture=Posture.Reactive,
                expect=_events("Crashed"),
                match=_runs({"prefect.run-count": [str(count) for count in range(STARTS)]}),
                match_related=_tagged(tag),
                for_each={"prefect.resource.id"},
                threshold=1,
                within=timedelta(0),
            ),
            actions=[
                ChangeFlowRunState(
                    state=StateType.SCHEDULED,
                    name="AwaitingRetry",
                    message="It crashed and is started again; what it stored is not done twice.",
                )
            ],
        ),
    )


def _absence(tag: str, *, after: set[str], expect: set[str], within: timedelta) -> EventTrigger:
    return EventTrigger(
        posture=Posture.Proactive,
        after=after,
        expect=expect,
        match=_runs({}),
        match_related=_tagged(tag),
        for_each={"prefect.resource.id"},
        threshold=1,
        within=within,
    )


def _events(*names: str) -> set[str]:
    return {f"prefect.flow-run.{name}" for name in names}


def _crashed(why: str) -> ChangeFlowRunState:
    return ChangeFlowRunState(state=StateType.CRASHED, name="Crashed", message=f"Taken for dead: {why}.")


def _runs(labels: dict[str, list[str]]) -> ResourceSpecification:
    return ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*", **labels})


def _tagged(tag: str) -> ResourceSpecification:
    return ResourceSpecification({"prefect.resource.id": f"prefect.tag.{tag}", "prefect.resource.role": "tag"})
