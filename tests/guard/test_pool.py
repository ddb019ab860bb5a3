"""A bad item costs itself alone; a guard that cannot work fails as a whole."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tasks.guard import (
    BrokenGuardError,
    Failure,
    GuardClosedError,
    GuardedPool,
    Limits,
    Reply,
    Work,
)
from tests.guard.kills import page_processes

PROBE = ("echo", "probe")
LIMITS = Limits(cpu_seconds=1, wall_seconds=20.0)


def work(name: str, *, probe: tuple[str, str] = PROBE, limits: Limits = LIMITS) -> Work:
    return Work(f"tests.guard.work:{name}", probe, preload="tests.guard.work", limits=limits)


def pool(workers: int = 2, limits: Limits = LIMITS) -> GuardedPool:
    return GuardedPool(work("do", limits=limits), workers=workers)


def test_results_come_in_the_order_of_the_items() -> None:
    items = [("echo", str(n)) for n in range(50)]
    with pool() as guard:
        assert list(guard.map(items)) == [(item, Reply(item[1], 1)) for item in items]


@pytest.mark.parametrize(
    ("bad", "reason", "attempts"),
    [
        (("spin", ""), "timeout", {1}),
        (("hog", ""), "out_of_memory", {1, 2}),
        (("die", ""), "crash", {2}),
        (("raise", "no"), "error", {1}),
    ],
)
def test_a_bad_item_costs_itself_alone(bad: tuple[str, str], reason: str, attempts: set[int]) -> None:
    items = [("echo", "a"), bad, ("echo", "b"), bad, ("echo", "c")]
    with pool() as guard:
        results = [result for _, result in guard.map(items)]
    assert [r.value for r in results if isinstance(r, Reply)] == ["a", "b", "c"]
    failures = [r for r in results if isinstance(r, Failure)]
    assert [f.reason for f in failures] == [reason] * 2
    assert {f.attempts for f in failures} <= attempts


@pytest.mark.parametrize(
    ("kind", "reason", "attempts"),
    [("spin", "timeout", 2), ("hog", "out_of_memory", 3), ("die", "crash", 3), ("deep", "too_deep", 2)],
)
def test_the_fallback_mends_what_the_first_way_could_not_do(kind: str, reason: str, attempts: int) -> None:
    items = [("echo", "a"), (f"{kind}-else", "b"), ("echo", "c")]
    with GuardedPool(with_fallback(), workers=1) as guard:
        replies = [reply for _, reply in guard.map(items)]
    assert [(r.value, r.attempts) for r in replies if isinstance(r, Reply)] == [
        ("a", 1),
        ("otherwise b", attempts),
        ("c", 1),
    ]
    assert isinstance(replies[1], Reply)
    assert replies[1].mended
    assert (replies[1].mended.reason, replies[1].mended.attempts) == (reason, attempts - 1)


@pytest.mark.parametrize(
    ("kind", "attempts"),
    [("spin", 2), ("raise-else", 1), ("spin-never", 1)],
    ids=["it fails as well", "an error of ours is not hidden", "an item that it does not help"],
)
def test_the_first_failure_stands_where_the_fallback_does_not_help(kind: str, attempts: int) -> None:
    reason = "error" if kind.startswith("raise") else "timeout"
    with GuardedPool(with_fallback(), workers=1) as guard:
        [(_, result)] = guard.map([(kind.removesuffix("-never"), kind)])
    assert isinstance(result, Failure)
    assert (result.reason, result.attempts) == (reason, attempts)


def with_fallback() -> Work:
    limits = Limits(cpu_seconds=1, fallback_cpu_seconds=1, wall_seconds=20.0)
    return replace(work("do", limits=limits), fallback=lambda item: not item[1].endswith("-never"))


def test_no_item_finds_less_room_for_what_came_before_it() -> None:
    limits = Limits(address_space=1_000_000_000, outgrown=200_000_000)
    with pool(1, limits) as guard:
        replies = [reply for _, reply in guard.map([("hoard", "150")] * 4)]
    assert replies == [Reply("150", 1), Reply("300", 1)] * 2


def test_what_runs_out_of_memory_beside_the_leavings_of_others_gets_a_child_of_its_own() -> None:
    # Of a size that hides what a child maps from the start: with the language model 900 MB.
    limits = Limits(address_space=4_000_000_000, outgrown=3_900_000_000)
    with pool(1, limits) as guard:
        replies = [reply for _, reply in guard.map([("hoard", "2500"), ("hoard", "2600")])]
    assert replies == [Reply("2500", 1), Reply("2600", 2)]


def test_what_sleeps_is_ended_by_the_wall_limit() -> None:
    limits = Limits(cpu_seconds=1, wall_seconds=3.0)  # a busy machine answers later
    with pool(1, limits) as guard:
        [(_, result), (_, good)] = guard.map([("sleep", "60"), ("echo", "after")])
    assert isinstance(result, Failure)
    assert result.reason == "timeout"
    assert good == Reply("after", 1)


def test_a_child_killed_by_somebody_is_replaced_and_the_item_tried_again(tmp_path: Path) -> None:
    with pool(1) as guard:
        [(_, result)] = guard.map([("die-once", str(tmp_path / "marker"))])
    assert result == Reply("second life", 2)


def test_a_child_killed_as_it_starts_is_started_again() -> None:
    with pool(1) as guard:
        killer = threading.Thread(target=kill_children, args=(3,))
        killer.start()
        [(_, bad), (_, good)] = guard.map([("kill-self", ""), ("echo", "there")])
        killer.join()
    assert isinstance(bad, Failure)
    assert (bad.reason, bad.attempts) == ("crash", Limits().kills)
    assert isinstance(good, Reply)


def kill_children(number: int) -> None:
    """As they come."""
    killed: set[int] = set()
    while len(killed) < number:
        for pid in set(page_processes(os.getpid())) - killed:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            killed.add(pid)


def test_cpu_time_is_counted_for_each_item_alone() -> None:
    with pool(1, Limits(cpu_seconds=1, wall_seconds=20.0)) as guard:
        results = list(guard.map([("spin", ""), ("echo", "x"), ("spin", ""), ("echo", "y")]))
    assert [type(result) for _, result in results] == [Failure, Reply, Failure, Reply]


def test_an_idle_child_that_died_is_replaced() -> None:
    with pool(1) as guard:
        [(_, first)] = guard.map([("pid", "")])
        assert isinstance(first, Reply)
        os.kill(int(first.value), signal.SIGKILL)
        [(_, second)] = guard.map([("echo", "there")])
    assert isinstance(second, Reply)
    assert second.value == "there"


def test_a_child_killed_in_the_middle_of_its_answer_is_replaced(tmp_path: Path) -> None:
    with pool(1) as guard:
        [(_, result)] = guard.map([("half-answer-once", str(tmp_path / "marker"))])
    assert result == Reply("second life", 2)


def test_an_answer_that_does_not_fit_into_memory_is_out_of_memory() -> None:
    limits = Limits(cpu_seconds=5, address_space=1_000_000_000)
    with pool(1, limits) as guard:
        [(_, result)] = guard.map([("large-answer", "")])
    assert isinstance(result, Failure)
    assert (result.reason, result.attempts) == ("out_of_memory", 1)


def test_a_machine_that_limits_cpu_time_harms_no_item() -> None:
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (900, 900));"
        "from tests.guard.test_pool import pool, Reply;"
        "guard = pool(1).__enter__();"
        "print([reply.value for _, reply in guard.map([('echo', 'fine')])]); guard.close()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['fine']\n"


def test_a_guard_that_cannot_work_fails_before_any_item() -> None:
    broken = GuardedPool(Work("tests.guard.nothing:do", PROBE, "tests.guard.nothing"), workers=1)
    with pytest.raises(BrokenGuardError, match=r"tests\.guard\.nothing"), broken:
        pass
    broken.close()


def test_a_probe_that_fails_breaks_the_guard() -> None:
    broken = GuardedPool(work("do", probe=("raise", "bad model")), workers=1)
    with pytest.raises(BrokenGuardError, match="bad model"), broken:
        pass
    broken.close()


def test_items_on_their_way_have_no_result_after_close() -> None:
    guard = pool(1)
    with guard:
        closer = threading.Timer(0.3, guard.close)
        closer.start()
        with pytest.raises(GuardClosedError):
            list(guard.map([("sleep", "60")]))
        closer.join()
    with pytest.raises((GuardClosedError, RuntimeError)):
        list(guard.map([("echo", "late")]))


def test_items_are_read_only_as_far_ahead_as_the_children_can_work() -> None:
    read: list[int] = []

    def items() -> Iterator[tuple[str, str]]:
        for n in range(100):
            read.append(n)
            yield ("echo", str(n))

    with pool(2) as guard:
        results = guard.map(items())
        next(results)
        assert len(read) <= 4


def test_children_do_not_import_the_main_module_of_the_parent() -> None:
    guard = GuardedPool(work("main_module"), workers=1)
    with guard:
        [(_, result)] = guard.map([PROBE])
    assert isinstance(result, Reply)
    assert "forkserver" in result.value or result.value.endswith("-c") or result.value == "None"
