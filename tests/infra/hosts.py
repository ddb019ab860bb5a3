"""Machines that share nothing but the network: network namespaces on a bridge of their own.

The servers of the stack listen on 127.0.0.1, which a namespace does not reach. A forwarder on the
bridge takes its place, as a proxy in front of them would on real machines. The namespaces have no
other way out.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.stack.processes import Processes

# Networks for documentation (RFC 5737), nobody's; a machine like ours may use one of them all the same.
_NETWORKS = ("198.51.100", "203.0.113", "192.0.2")
_BRIDGE = "sitrep-br"


@dataclass(frozen=True)
class Host:
    """One of them, and the address at which it reaches the servers."""

    name: str
    folder: Path
    hub: str

    @property
    def processes(self) -> Processes:
        """What it runs."""
        return Processes(self.folder / "run")

    def start(self, name: str, command: Sequence[str], environment: dict[str, str]) -> None:
        """Start it there, with a home and a folder for temporary files of its own."""
        for needed in ("home", "tmp"):
            (self.folder / needed).mkdir(parents=True, exist_ok=True)
        own = {
            "HOME": str(self.folder / "home"),
            "TMPDIR": str(self.folder / "tmp"),
            "PREFECT_HOME": str(self.folder / "home" / ".prefect"),
        }
        self.processes.start(name, ["ip", "netns", "exec", self.name, *command], environment | own)

    def pids(self) -> list[int]:
        """All that runs there."""
        return [int(pid) for pid in _ip("netns", "pids", self.name).split()]

    def kill(self) -> None:
        """As if it lost its power."""
        while pids := self.pids():
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue


def why_not() -> str:
    """Why there can be none on this machine; empty when there can."""
    if os.geteuid() or shutil.which("ip") is None:
        return "network namespaces need root and the Debian package iproute2"
    try:
        _ip("netns", "add", "sitrep-probe")
        _ip("netns", "delete", "sitrep-probe")
        _ip("link", "add", _BRIDGE, "type", "bridge")
        _ip("link", "delete", _BRIDGE)
    except subprocess.CalledProcessError as error:
        return f"this machine gives no network namespaces: {error.stderr.strip()}"
    return ""


@contextmanager
def hosts(folder: Path, names: Sequence[str], *, ports: dict[int, int]) -> Iterator[list[Host]]:
    """So many, which reach the ports of the hub: each stands for a port of 127.0.0.1."""
    network = _free_network()
    hub = f"{network}.1"
    made = [Host(f"sitrep-{name}", folder / name, hub) for name in names]
    forwarder = Processes(folder / "run")
    try:
        _ip("link", "add", _BRIDGE, "type", "bridge")
        _ip("address", "add", f"{hub}/24", "dev", _BRIDGE)
        _ip("link", "set", _BRIDGE, "up")
        for number, host in enumerate(made, start=2):
            _add(host.name, f"sitrep-v{number}", f"{network}.{number}/24")
        pairs = [f"{port}:{target}" for port, target in ports.items()]
        forwarder.start("forward", [sys.executable, "-m", "tests.infra.forward", hub, *pairs], os.environ)
        while "ready" not in forwarder.log("forward").read_text():
            assert forwarder.running("forward"), forwarder.log("forward").read_text()
            time.sleep(0.1)
        yield made
    finally:
        for host in made:
            if Path("/run/netns", host.name).exists():
                host.kill()
                _ip("netns", "delete", host.name)
        forwarder.kill("forward")
        # A namespace takes its time to go, and its end of a pair with it: the pair goes now.
        for device in Path("/sys/class/net").glob("sitrep-*"):
            _ip("link", "delete", device.name)


def _free_network() -> str:
    """The first three numbers of one that this machine has no address and no route in."""
    known = (_ip("-4", "address") + _ip("-4", "route")).split()
    return next(network for network in _NETWORKS if not any(word.startswith(f"{network}.") for word in known))


def _add(name: str, device: str, address: str) -> None:
    _ip("netns", "add", name)
    _ip("link", "add", device, "type", "veth", "peer", "name", "eth0", "netns", name)
    _ip("link", "set", device, "master", _BRIDGE)
    _ip("link", "set", device, "up")
    for command in ("link set lo up", f"address add {address} dev eth0", "link set eth0 up"):
        _ip("-netns", name, *command.split())


def _ip(*words: str) -> str:
    return subprocess.run(["ip", *words], check=True, capture_output=True, text=True).stdout
