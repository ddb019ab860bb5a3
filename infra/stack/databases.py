"""Postgres and Redis from Debian's packages, with their data in the stack's folder."""

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

import asyncpg
from redis import Redis
from redis.exceptions import RedisError

from infra.stack.errors import StackError
from infra.stack.settings import Stack
from infra.stack.wait import until

PACKAGES = ("postgresql", "redis-server")


def missing() -> list[str]:
    """The programs that are not installed."""
    return [
        *([] if _postgres_programs() else ["postgres"]),
        *([] if shutil.which("redis-server") else ["redis-server"]),
    ]


def start_postgres(stack: Stack) -> None:
    """Serve Prefect's database; a new one if the folder has none."""
    data = stack.folder / "postgres"
    programs = _postgres_programs()[-1]
    if not (data / "PG_VERSION").exists():
        _create(stack, data, programs)
    listen = ("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=")
    command = [*_as_postgres(), str(programs / "postgres"), "-D", str(data), "-p", str(stack.port + 2), *listen]
    stack.processes.start("postgres", command, os.environ)
    until(lambda: asyncio.run(_has_database(stack)), "Postgres", stack.processes, "postgres")


def start_redis(stack: Stack) -> None:
    """Serve what is on its way between the Prefect server's processes; kept on disk over a restart."""
    data = stack.folder / "redis"
    data.mkdir(exist_ok=True)
    conf = data / "redis.conf"
    conf.touch(0o600)
    conf.write_text(f"bind 127.0.0.1\nport {stack.port + 3}\nrequirepass {stack.secret}\ndir {data}\nappendonly yes\n")
    stack.processes.start("redis", ["redis-server", str(conf)], os.environ)
    until(lambda: _answers(stack.redis_url), "Redis", stack.processes, "redis")


def _postgres_programs() -> list[Path]:
    """Debian keeps them by version, off the path."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return sorted((path.parent for path in found), key=lambda path: int(path.parts[-2]))


def _as_postgres() -> list[str]:
    """Postgres refuses to run as root; Debian's package has a user for it."""
    if os.geteuid():
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _create(stack: Stack, data: Path, programs: Path) -> None:
    shutil.rmtree(data, ignore_errors=True)  # what a start that was interrupted has left
    data.mkdir(mode=0o700)
    password = stack.folder / "postgres.password"
    password.touch(0o600)
    password.write_text(stack.secret)
    if not os.geteuid():
        for path in (data, password):
            shutil.chown(path, "postgres", "postgres")
        if subprocess.run([*_as_postgres(), "test", "-x", str(data)], check=False).returncode:
            raise StackError(f"the user postgres cannot reach {data}; name a folder elsewhere: make stack STACK=FOLDER")
    options = ["--username=prefect", f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"]
    command = [*_as_postgres(), str(programs / "initdb"), "-D", str(data), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    password.unlink()
    if done.returncode:
        shutil.rmtree(data)
        raise StackError(f"initdb: {done.stderr.strip()}")


async def _has_database(stack: Stack) -> bool:
    """Whether Postgres answers; then it has the database."""
    where = {"host": "127.0.0.1", "port": stack.port + 2, "user": "prefect", "password": stack.secret}
    try:
        connection = await asyncpg.connect(database="postgres", **where)
    except (OSError, asyncpg.CannotConnectNowError):
        return False
    try:
        if not await connection.fetch("SELECT 1 FROM pg_database WHERE datname = 'prefect'"):
            await connection.execute("CREATE DATABASE prefect")
    finally:
        await connection.close()
    return True


def _answers(url: str) -> bool:
    with Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False
