"""What can go wrong with storage: one line each, that names the place and says what to do."""

from tasks.records.errors import SitrepError


class StorageError(SitrepError):
    """The storage cannot do what is asked; the message is one line for a person."""


class StoreError(StorageError):
    """The store cannot be opened, read or written."""


class StoreRefusedError(StoreError):
    """The store as a whole says no, for example no right or no room: no other write will go better."""


class StoreUnreachableError(StoreRefusedError):
    """Nobody answers there; later somebody may."""


class QueryError(StorageError):
    """The reader's own filter or column list is wrong."""


class SourceError(StorageError):
    """The raw source cannot be listed or read."""


class RawChangedError(SourceError):
    """The raw object is no longer what the listing showed; the next listing shows it as new."""
