"""The connection to S3: signature, retries, endpoint and credentials, for both of our clients."""

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
)

from tasks.store.errors import StorageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Eight attempts ride out 25 % of disturbed calls (503, 500, resets); three do not.
_ATTEMPTS = 8
_DEFAULT_REGION = "us-east-1"
# Checksums beyond the signature only where a call demands them: older servers do not know them.
_CONFIG = Config(
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    connect_timeout=10,
    read_timeout=60,
    max_pool_connections=32,
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@dataclass(frozen=True)
class Connection:
    """A client by the usual AWS chain (environment, profile, role) and `AWS_ENDPOINT_URL`.

    Safe in threads; credentials that expire are refreshed by it.
    """

    session: boto3.Session
    client: "S3Client"

    def check_endpoint(self, bucket: str) -> None:
        """Raise botocore's error at once when nothing answers there; with the client's eight
        attempts a wrong endpoint would take a minute to say so."""
        once = _new_client(self.session, attempts=1)
        try:
            once.head_bucket(Bucket=bucket)
        except (EndpointConnectionError, ConnectTimeoutError, NoCredentialsError):
            raise
        except (BotoCoreError, ClientError):
            return  # it is there; what else is wrong the calls themselves will tell

    def delta_options(self) -> dict[str, str]:
        """The same endpoint and credentials in the words of Delta's client (object_store)."""
        credentials = self.session.get_credentials()
        if credentials is None:
            raise StorageError(NO_CREDENTIALS)
        frozen = credentials.get_frozen_credentials()
        options = {
            "AWS_REGION": self.client.meta.region_name,
            "AWS_ACCESS_KEY_ID": frozen.access_key or "",
            "AWS_SECRET_ACCESS_KEY": frozen.secret_key or "",
        }
        if frozen.token:
            options["AWS_SESSION_TOKEN"] = frozen.token
        endpoint = self.client.meta.endpoint_url
        if not endpoint.endswith(".amazonaws.com"):
            options["AWS_ENDPOINT_URL"] = endpoint
            options["AWS_ALLOW_HTTP"] = str(endpoint.startswith("http://")).lower()
        return options


NO_CREDENTIALS = "no credentials for S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"


def connection() -> Connection:
    """The process's connection under the present AWS settings."""
    settings = tuple(sorted((k, v) for k, v in os.environ.items() if k.startswith("AWS_")))
    return _connection(settings)


@lru_cache(maxsize=4)
def _connection(settings: tuple[tuple[str, str], ...]) -> Connection:
    del settings  # the key of the cache; boto3 reads them itself
    session = boto3.Session()
    try:
        return Connection(session, _new_client(session, attempts=_ATTEMPTS))
    except ValueError as error:
        raise StorageError(f"AWS_ENDPOINT_URL: {error}; it looks like https://host:port") from error


def _new_client(session: boto3.Session, *, attempts: int) -> "S3Client":
    retries = Config(retries={"mode": "standard", "total_max_attempts": attempts})
    region = session.region_name or _DEFAULT_REGION
    return session.client("s3", region_name=region, config=_CONFIG.merge(retries))
