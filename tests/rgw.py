"""A real S3 server on one machine: Ceph's gateway (RGW) over one monitor and one disk daemon.

From Debian's packages radosgw, ceph-mon and ceph-osd, as root; up in about 25 seconds. As a script
it serves until it is interrupted: `python -m tests.rgw FOLDER` prints the AWS_* settings to use.
"""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

PACKAGES = "radosgw ceph-mon ceph-osd"
_PROGRAMS = ("radosgw", "radosgw-admin", "ceph", "ceph-mon", "ceph-osd", "ceph-authtool")
_SECONDS_TO_START = 120

# Without authentication between the daemons, on the loopback device alone, one copy of all.
_CONF = """
[global]
fsid = {fsid}
mon host = v1:127.0.0.1:{mon_port}
mon initial members = a
auth cluster required = none
auth service required = none
auth client required = none
public addr = 127.0.0.1
cluster addr = 127.0.0.1
ms bind msgr2 = false
osd pool default size = 1
osd pool default min size = 1
mon allow pool size one = true
osd crush chooseleaf type = 0
osd pool default pg num = 8
osd pool default pg autoscale mode = off
mon pg warn min per osd = 0
run dir = {folder}
log file = {folder}/$name.log
admin socket = {folder}/$name.asok
pid file = {folder}/$name.pid
keyring = {folder}/keyring
crash dir = {folder}/crash
[mon]
mon data = {folder}/mon.$id
[osd]
osd data = {folder}/osd.$id
osd class update on start = false
osd crush update on start = false
osd objectstore = bluestore
bluestore block size = 8589934592
bluestore block create = true
osd memory target = 1073741824
[client]
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw s3 auth use keystone = false
"""


def missing() -> list[str]:
    """The programs that are not installed; root is needed as well."""
    return [name for name in _PROGRAMS if shutil.which(name) is None]


@dataclass
class Rgw:
    """A server with its data in `folder`."""

    folder: Path
    port: int
    daemons: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def settings(self, user: str = "test") -> dict[str, str]:
        """AWS_* settings for one of its users."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": user,
            "AWS_SECRET_ACCESS_KEY": f"{user}-secret",
            "AWS_REGION": "us-east-1",
        }

    def create(self) -> None:
        """Lay out a new cluster in the folder, start it and add the user `test`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        fsid, osd, mon_port = str(uuid4()), str(uuid4()), free_port()
        conf = _CONF.format(fsid=fsid, mon_port=mon_port, folder=self.folder, port=self.port)
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
        self._run("ceph", "osd", "new", osd)
        (self.folder / "osd.0").mkdir()
        self._run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", osd)
        self._run("ceph", "osd", "crush", "add", "osd.0", "1.0", "root=default", "host=local")
        self._serve("ceph-osd", "-i", "0")
        self._serve_s3()
        self.add_user("test")

    def restart(self) -> None:
        """Start again over what the folder holds."""
        self._serve("ceph-mon", "-i", "a")
        self._serve("ceph-osd", "-i", "0")
        self._serve_s3()

    def kill(self) -> None:
        """kill -9 of all daemons at once, as in a power cut."""
        for daemon in self.daemons:
            daemon.kill()
        for daemon in self.daemons:
            daemon.wait()
        self.daemons.clear()

    def add_user(self, user: str) -> None:
        """A user with the keys of `settings(user)`."""
        keys = (f"--access-key={user}", f"--secret-key={user}-secret")
        names = (f"--uid={user}", f"--display-name={user}")
        self._run("radosgw-admin", "-n", "client.admin", "user", "create", *names, *keys)

    @property
    def _conf(self) -> Path:
        return self.folder / "ceph.conf"

    def _serve_s3(self) -> None:
        self._serve("radosgw", "-n", "client.admin")
        deadline = time.monotonic() + _SECONDS_TO_START
        while not _answers(self.port):
            if self.daemons[-1].poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"radosgw did not start; see the logs in {self.folder}")
            time.sleep(0.2)

    def _serve(self, program: str, *arguments: str) -> None:
        command = [program, "-f", "-c", str(self._conf), *arguments]
        with (self.folder / f"{program}.out").open("ab") as out:
            daemon = subprocess.Popen(command, stdout=out, stderr=out, cwd=self.folder)
        self.daemons.append(daemon)

    def _run(self, program: str, *arguments: str) -> None:
        conf = [] if program in ("ceph-authtool", "monmaptool") else ["-c", str(self._conf)]
        command = [program, *conf, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS_TO_START, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr}")


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
def serving(folder: Path) -> Iterator[Rgw]:
    """A new server, killed at the end."""
    rgw = Rgw(folder.resolve(), free_port())
    try:
        rgw.create()
        yield rgw
    finally:
        rgw.kill()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with serving(Path(sys.argv[1])) as server:
        for setting in server.settings().items():
            print(*setting, sep="=", flush=True)  # noqa: T201
        server.daemons[-1].wait()
