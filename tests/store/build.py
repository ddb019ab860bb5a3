"""Raw objects and their results, made up: what the read and clean steps would hand to the store."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256

import boto3

from tasks.records import (
    Document,
    Event,
    ObjectAccount,
    PageOutcome,
    PageResult,
    RawObject,
    SideFatalities,
    doc_id_of,
)
from tasks.records.document import RemovedBlock

NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)


def raw(name: str, *, etag: str = "1", day: str = "2024-03-05", modified: datetime = NOON) -> RawObject:
    """A raw object with a date in its path; without one where `day` is empty."""
    path = f"day={day}/{name}" if day else name
    return RawObject(uri=f"file:///raw/{path}", etag=etag, size=10, modified=modified)


def result(
    obj: RawObject,
    *,
    number: int | None = None,
    text: str = "One.\nTwo.",
    events: int = 1,
    reason: str | None = None,
    run_id: str = "run",
) -> PageResult:
    """A page's result: stored, or quarantined for `reason`."""
    source_uri = obj.uri if number is None else f"{obj.uri}#{number}"
    doc = None if reason else document(obj, source_uri, text)
    return PageResult(
        outcome=PageOutcome(
            source_uri=source_uri,
            source_etag=obj.etag,
            doc_id=doc_id_of(source_uri),
            sha256=sha256(text.encode()).hexdigest(),
            bytes=len(text),
            day=obj.day,
            outcome="quarantined" if reason else "stored",
            reason=reason,
            detail=None,
            attempts=1,
            clean_version=1,
            events_version=1,
            run_id=run_id,
        ),
        document=doc,
        events=tuple(event(doc, number) for number in range(events)) if doc else (),
    )


def document(obj: RawObject, source_uri: str, text: str) -> Document:
    """A document with every kind of value in it."""
    return Document(
        doc_id=doc_id_of(source_uri),
        url="https://news.example/a",
        host="news.example",
        title='=1+1 "quoted", é, ٣',
        authors=("A. Writer", "B. Writer"),
        site_name=None,
        published=date(2024, 3, 4),
        published_source="meta",
        fetched_at=datetime(2024, 3, 5, 1, 2, 3, 456789, tzinfo=UTC),
        day=obj.day,
        language="en",
        language_confidence=0.75,
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        word_count=len(text.split()),
        removed=(RemovedBlock(text="Share", rule="share", language=None, score=0.5),),
        truncated=False,
        extractor="trafilatura",
        source_uri=source_uri,
        media_type="text/html",
        clean_version=1,
    )


def event(doc: Document, number: int) -> Event:
    """An event of the document with a figure by side."""
    nothing = dict.fromkeys(Event.model_fields)
    known = {
        "event_id": f"{doc.doc_id}-{number}",
        "doc_id": doc.doc_id,
        "source_uri": doc.source_uri,
        "day": doc.day,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "latitude": -3.5,
        "geoname_id": 17,
        "geo_precision": 1,
        "date_start": date(2024, 3, 4),
        "fatalities": number,
        "fatalities_by_side": (SideFatalities(side="rebels", fatalities=number),),
        "status": "asserted",
        "trigger": "clashed",
        "sentence": "One.",
        "char_start": 0,
        "char_end": 4,
        "confidence": 0.5,
        "events_version": 1,
    }
    return Event.model_validate(nothing | known)


def account_of(obj: RawObject, records: int = 1) -> ObjectAccount:
    """The account of a raw object whose pages are all written."""
    return ObjectAccount(uri=obj.uri, etag=obj.etag, size=obj.size, records=records, day=obj.day)


def let_read(bucket: str, user: str) -> None:
    """Give a user of RGW's the right to list and read a bucket of another one, not to write."""
    names = f"arn:aws:s3:::{bucket}"
    reading = {
        "Effect": "Allow",
        "Principal": {"AWS": [f"arn:aws:iam:::user/{user}"]},
        "Action": ["s3:ListBucket", "s3:GetObject"],
        "Resource": [names, f"{names}/*"],
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [reading]})
    boto3.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy)
