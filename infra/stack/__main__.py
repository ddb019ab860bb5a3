"""`python -m infra.stack start | stop | status | put PAGES`: the whole of it on one machine, without containers."""

import argparse
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from infra.stack import databases, packages, prefect, settings
from infra.stack.buckets import create_buckets, put_pages
from infra.stack.errors import StackError
from infra.stack.rgw import DAEMONS
from infra.stack.settings import Stack

# Those that use others first. Seconds: to finish what is under way; Postgres ends its connections on SIGINT.
_STOP = (("services", 20), ("server", 20), ("redis", 20), ("postgres", 60))


def main() -> None:
    """The command line."""
    said = _arguments()
    try:
        if said.command == "start":
            start(settings.new_or_known(said.folder.absolute(), said.port, said.workers))
        elif said.command == "stop":
            stop(settings.known(said.folder))
        elif said.command == "put":
            _say(f"{put_pages(settings.known(said.folder).s3, said.pages)} files put into {prefect.SOURCE}")
        else:
            status(settings.known(said.folder))
    except StackError as error:
        sys.exit(f"stack: {error}")


def start(stack: Stack) -> None:
    """Start what does not run yet; the S3 server, the slowest, beside the others."""
    packages.require()
    stack.folder.mkdir(parents=True, exist_ok=True)
    settings.remember(stack)
    with ThreadPoolExecutor(1) as pool:
        _say("S3, Postgres, Redis")
        s3 = pool.submit(_start_s3, stack)
        databases.start_postgres(stack)
        databases.start_redis(stack)
        _say("Prefect server and services")
        prefect.start_server(stack)
        s3.result()
    _say("deployments")
    prefect.deploy(stack)
    prefect.start_workers(stack)
    status(stack)


def stop(stack: Stack) -> None:
    """End what was started, and nothing else; what it holds stays in the folder."""
    workers = [name for name in stack.processes.names() if name.startswith("worker-")]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda name: stack.processes.stop(name, seconds=20), workers))
    for name, seconds in _STOP:
        signum = signal.SIGINT if name == "postgres" else signal.SIGTERM
        stack.processes.stop(name, seconds=seconds, signum=signum)
    stack.s3.stop()
    _say(f"stopped; what it holds is in {stack.folder}")


def status(stack: Stack) -> None:
    """What runs, its addresses, and what to do next."""
    names = {name: stack.processes.running(name) for name in stack.processes.names()}
    names |= {name: stack.s3.daemons.running(name) for name in DAEMONS}
    for name, pid in names.items():
        _say(f"  {name:12} {f'pid {pid}' if pid else 'does not run'}")
    _say(
        f"""
  UI           {stack.api_url.removesuffix("/api")}   sign in with {stack.auth}
  S3           {stack.s3.endpoint}   raw pages in {prefect.SOURCE}, the store in {prefect.STORE}
  logs         {stack.processes.folder}

  settings for your shell:   . {stack.folder}/env
  then, for instance:        sitrep status --store {prefect.STORE} --source {prefect.SOURCE}
  pages into raw:            {sys.executable} -m infra.stack put --folder {stack.folder} --pages seeds
  backfill:                  in the UI, Deployments, on-demand, Run, Custom run"""
    )


def _start_s3(stack: Stack) -> None:
    stack.s3.start()
    create_buckets(stack.s3)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.stack", description=__doc__)
    parser.add_argument("command", choices=("start", "stop", "status", "put"))
    parser.add_argument("--folder", type=Path, default=Path(".stack"), help="keeps everything (.stack)")
    parser.add_argument("--pages", type=Path, default=Path("seeds"), help="put: a folder of raw pages (seeds)")
    parser.add_argument("--port", type=int, default=4200, help="of the UI; three more follow (4200)")
    parser.add_argument("--workers", type=int, default=2, help="how many (2)")
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a command line


if __name__ == "__main__":
    main()
