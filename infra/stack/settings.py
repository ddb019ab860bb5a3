"""Where the stack is, its ports and its secrets: what all of its parts are told."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from infra.stack.errors import StackError
from infra.stack.processes import Processes
from infra.stack.rgw import Rgw

RAW_BUCKET = "raw"
STORE_BUCKET = "store"
POOL = "sitrep"
_SERVER_ENV = Path(__file__).parents[1] / "server.env"


@dataclass(frozen=True)
class Stack:
    """One stack; its four servers listen on `port` and the three ports that follow, on 127.0.0.1."""

    folder: Path
    port: int
    workers: int
    auth: str
    secret: str

    @property
    def api_url(self) -> str:
        """Prefect's API; the UI is at the same address without /api."""
        return f"http://127.0.0.1:{self.port}/api"

    @property
    def s3(self) -> Rgw:
        """The S3 server."""
        keys = {user: sha256(f"{user} {self.secret}".encode()).hexdigest()[:40] for user in ("owner", "sitrep")}
        return Rgw(self.folder / "s3", self.port + 1, keys)

    @property
    def postgres_url(self) -> str:
        """Prefect's database."""
        return f"postgresql+asyncpg://prefect:{self.secret}@127.0.0.1:{self.port + 2}/prefect"

    @property
    def redis_url(self) -> str:
        """What the processes of the Prefect server tell one another goes through here."""
        return f"redis://:{self.secret}@127.0.0.1:{self.port + 3}/0"

    @property
    def processes(self) -> Processes:
        """All but those of the S3 server."""
        return Processes(self.folder / "run")

    def client(self, user: str = "sitrep") -> dict[str, str]:
        """The environment for `sitrep` and `prefect` commands against this stack."""
        return {
            "PREFECT_API_URL": self.api_url,
            "PREFECT_API_AUTH_STRING": self.auth,
            "PREFECT_HOME": str(self.folder / "prefect"),
            **self.s3.settings(user),
        }

    def server(self) -> dict[str, str]:
        """The environment of the Prefect server and its services."""
        return {
            **read_env(_SERVER_ENV),
            "PREFECT_API_URL": self.api_url,
            "PREFECT_API_AUTH_STRING": self.auth,
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_SERVER_API_AUTH_STRING": self.auth,
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": self.postgres_url,
            "PREFECT_SERVER_DOCKET_URL": self.redis_url,
            "PREFECT_REDIS_MESSAGING_URL": self.redis_url,
            "PREFECT_REDIS_WORKER_CLEANUP_QUEUE_URL": self.redis_url,
        }


def read_env(path: Path) -> dict[str, str]:
    """NAME=VALUE lines; none of quotes and the like, so that Docker and shells read the same."""
    lines = (line for line in path.read_text().splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


def new_or_known(folder: Path, port: int, workers: int) -> Stack:
    """The stack of the folder, with what it was made with; a new one has secrets of its own.

    The sign-in of a new one is PREFECT_SERVER_API_AUTH_STRING, user:password.
    """
    if _file(folder).exists():
        stack = known(folder)
        if stack.port != port:
            raise StackError(f"the stack in {folder} was made for port {stack.port}; give that one, or another folder")
        return Stack(**{**asdict(stack), "workers": workers})
    auth = os.environ.get("PREFECT_SERVER_API_AUTH_STRING") or f"admin:{secrets.token_hex(8)}"
    return Stack(folder.absolute(), port, workers, auth, secrets.token_hex(16))


def known(folder: Path) -> Stack:
    """The stack of the folder; StackError when there is none."""
    try:
        said = json.loads(_file(folder).read_text())
    except FileNotFoundError as error:
        raise StackError(f"no stack in {folder}; make stack starts one") from error
    return Stack(**{**said, "folder": Path(said["folder"])})


def remember(stack: Stack) -> None:
    """Keep it, and write `env`, which a shell takes with `. FOLDER/env`; for the owner's eyes only."""
    stack.folder.mkdir(parents=True, exist_ok=True)
    lines = [f"export {name}='{value}'\n" for name, value in stack.client().items()]
    for path, text in (
        (_file(stack.folder), json.dumps(asdict(stack), default=str)),
        (stack.folder / "env", "".join(lines)),
    ):
        path.touch(0o600)
        path.write_text(text)


def _file(folder: Path) -> Path:
    return folder / "stack.json"
