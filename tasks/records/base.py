"""The base of all records: frozen, strict about names, comparable by value."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that passes between steps."""

    model_config = ConfigDict(frozen=True, extra="forbid")
