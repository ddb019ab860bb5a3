"""The guard around every page: child processes with limits, which die alone.

concurrent.futures and pebble give up the whole pool when a worker is killed (38 of 60 good pages
lost beside 6 bad ones); here each child has one pipe and one owner at a time and is replaced when
it dies.
"""

from tasks.guard.limits import Limits
from tasks.guard.pool import GuardedPool
from tasks.guard.process import BrokenGuardError, GuardClosedError
from tasks.guard.work import Failure, Reply, Work

__all__ = [
    "BrokenGuardError",
    "Failure",
    "GuardClosedError",
    "GuardedPool",
    "Limits",
    "Reply",
    "Work",
]
