"""Where sources and stores are, in words that every process understands."""

from pathlib import Path

from prefect.runtime import deployment

from tasks.records.errors import SitrepError


class RelativePlaceError(SitrepError):
    """A deployed run works in a temporary folder: what it wrote there would vanish with it."""


def deployed() -> bool:
    """Whether this is a run of a deployment, wherever that runs it."""
    return deployment.get_id() is not None


def absolute(place: str) -> str:
    """`s3://…` as it is, a path made absolute. Raises RelativePlaceError in a deployed run."""
    if not place.strip():
        raise RelativePlaceError("a place without a name: name a path or s3://bucket/prefix")
    if "://" in place or Path(place).is_absolute():
        return place
    if deployed():
        raise RelativePlaceError(f"{place}: name an absolute path or s3://bucket/prefix")
    return str(Path(place).resolve())
