"""What has to be installed on the machine, and its installing."""

import os
import shutil
import subprocess
from importlib.util import find_spec

from infra.stack import databases, rgw
from infra.stack.errors import StackError

PACKAGES = (*databases.PACKAGES, *rgw.PACKAGES)


_INSTALL = f"apt-get install --no-install-recommends {' '.join(PACKAGES)}"


def require() -> None:
    """Install the Debian packages whose programs are missing; StackError says it where that cannot be."""
    if _missing() and not os.geteuid() and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("apt-get update -q", f"{_INSTALL} -y -q"):
            if subprocess.run(command.split(), env=quiet, check=False).returncode:
                raise StackError(f"{command} has failed; see above")
    check()


def check() -> None:
    """Raise StackError when something is missing."""
    if find_spec("prefect_redis") is None:
        raise StackError("the Python package prefect-redis is missing; make stack installs it")
    if missing := _missing():
        raise StackError(f"{', '.join(missing)} missing; on Debian and Ubuntu, as root: {_INSTALL}")


def _missing() -> list[str]:
    return [*databases.missing(), *rgw.missing()]
