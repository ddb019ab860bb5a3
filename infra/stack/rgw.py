"""A real S3 server on one machine: Ceph's gateway (RGW) over one monitor and one disk daemon.

From Debian's packages radosgw, ceph-mon and ceph-osd; up in about 20 seconds.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from infra.stack.errors import StackError
from infra.stack.processes import Processes

PACKAGES = ("radosgw", "ceph-mon", "ceph-osd")
_PROGRAMS = ("radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "ceph-authtool")
_SECONDS_TO_START = 120
# First those that need the others.
DAEMONS = ("radosgw", "ceph-osd", "ceph-mon")

_CONF = Path(__file__).with_name("ceph.conf")


@dataclass(frozen=True)
class Rgw:
    """A server with its data in `folder`, which must be absolute, and the secret key of each user,
    that of `owner` among them."""

    folder: Path
    port: int
    keys: Mapping[str, str]
    host: str = "127.0.0.1"

    @property
    def endpoint(self) -> str:
        """Its address on this machine."""
        return f"http://127.0.0.1:{self.port}"

    def settings(self, user: str = "owner") -> dict[str, str]:
        """AWS_* settings for one of its users."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": user,
            "AWS_SECRET_ACCESS_KEY": self.keys[user],
            "AWS_REGION": "us-east-1",
            "AWS_ALLOW_HTTP": "true",
        }

    def start(self) -> None:
        """Serve what the folder holds: at first nothing, and the user `owner`."""
        ready = self.folder / "ready"
        if not ready.exists():
            self.kill()
            shutil.rmtree(self.folder, ignore_errors=True)
            self._create()
            ready.touch()
        self._serve("ceph-mon", "-i", "a")
        self._serve("ceph-osd", "-i", "0")
        self._serve_s3()

    def stop(self) -> None:
        """Let it write what it has to, and end it."""
        for name in DAEMONS:
            self.daemons.stop(name, seconds=20)

    def kill(self) -> None:
        """kill -9 of all daemons at once, as in a power cut."""
        self.daemons.kill(*DAEMONS)

    def add_user(self, user: str) -> None:
        """A user with the keys of `settings(user)`, who can create no bucket; nothing if there is one."""
        if self._tool("radosgw-admin", "-n", "client.admin", "user", "info", f"--uid={user}").returncode == 0:
            return
        keys = (f"--access-key={user}", f"--secret-key={self.keys[user]}")
        names = (f"--uid={user}", f"--display-name={user}")
        rights = "--caps=user-policy=*" if user == "owner" else "--max-buckets=-1"
        self._run("radosgw-admin", "-n", "client.admin", "user", "create", *names, *keys, rights)

    @property
    def daemons(self) -> Processes:
        """Its processes, with their logs."""
        return Processes(self.folder)

    @property
    def _conf(self) -> Path:
        return self.folder / "ceph.conf"

    def _create(self) -> None:
        """Lay out a new cluster, and start it for that."""
        self.folder.mkdir(parents=True)
        fsid, osd, mon_port = str(uuid4()), str(uuid4()), free_port()
        conf = _CONF.read_text().format(
            fsid=fsid, mon_port=mon_port, folder=self.folder, host=self.host, port=self.port
        )
        self._conf.write_text(conf)
        keyring, monmap = f"{self.folder}/keyring", f"{self.folder}/monmap"
        every = ("--cap", "mon", "allow *")
        more = ("--cap", "osd", "allow *", "--cap", "mgr", "allow *")
        self._run("ceph-authtool", "-C", keyring, "-g", "-n", "mon.", *every)
        self._run("ceph-authtool", keyring, "-g", "-n", "client.admin", *every, *more)
        address = f"[v1:127.0.0.1:{mon_port}]"
        self._run("monmaptool", "--create", "--fsid", fsid, "--addv", "a", address, monmap)
        self._run("ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap, "--keyring", keyring)
        self._serve("ceph-mon", "-i", "a")
        self._await_monitor()
        self._run("ceph", "osd", "new", osd)
        (self.folder / "osd.0").mkdir()
        self._run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", osd)
        self._run("ceph", "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=local")
        self._serve("ceph-osd", "-i", "0")
        self._serve_s3()
        self.add_user("owner")

    def _await_monitor(self) -> None:
        """On a busy machine it refuses commands (EPERM) for a moment after it has begun to listen."""
        deadline = time.monotonic() + _SECONDS_TO_START
        while (said := self._tool("ceph", "mon", "stat")).returncode:
            if time.monotonic() > deadline:
                raise StackError(f"ceph-mon did not start: {said.stderr}")
            time.sleep(0.2)

    def _serve_s3(self) -> None:
        self._serve("radosgw", "-n", "client.admin")
        deadline = time.monotonic() + _SECONDS_TO_START
        while not _answers(self.port):
            if not self.daemons.running("radosgw") or time.monotonic() > deadline:
                raise StackError(f"radosgw did not start; see the logs in {self.folder}")
            time.sleep(0.2)

    def _serve(self, program: str, *arguments: str) -> None:
        self.daemons.start(program, [program, "-f", "-c", str(self._conf), *arguments], os.environ)

    def _run(self, program: str, *arguments: str) -> None:
        done = self._tool(program, *arguments)
        if done.returncode:
            raise StackError(f"{program} {' '.join(arguments[:4])} …: {done.stderr}")

    def _tool(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        conf = [] if program in ("ceph-authtool", "monmaptool") else ["-c", str(self._conf)]
        command = [program, *conf, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS_TO_START, check=False)


def missing() -> list[str]:
    """The programs that are not installed; root is needed as well."""
    return [name for name in _PROGRAMS if shutil.which(name) is None]


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


@contextmanager
def serving(rgw: Rgw) -> Iterator[Rgw]:
    """The server within the block, killed at its end."""
    try:
        rgw.start()
        yield rgw
    finally:
        rgw.kill()
