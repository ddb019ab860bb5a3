"""The tables have the records' fields, one to one."""

import types
from typing import Union, get_args, get_origin

import pyarrow as pa
import pytest

from tasks.records import Document, Event, ObjectAccount, PageOutcome, Record
from tasks.store import schemas


@pytest.mark.parametrize(
    ("record", "schema"),
    [
        (Document, schemas.DOCUMENTS),
        (Event, schemas.EVENTS),
        (PageOutcome, schemas.PAGES),
        (ObjectAccount, schemas.OBJECTS),
    ],
)
def test_columns_are_the_fields_of_the_record(record: type[Record], schema: pa.Schema) -> None:
    assert schema.names == list(record.model_fields)
    for name, field in record.model_fields.items():
        assert schema.field(name).nullable == _nullable(field.annotation), name
        assert _names(schema.field(name).type) == _record_names(field.annotation), name


def _nullable(annotation: object) -> bool:
    return get_origin(annotation) in (types.UnionType, Union) and type(None) in get_args(annotation)


def _names(kind: pa.DataType) -> list[str]:
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        return [field.name for field in kind.value_type]
    return []


def _record_names(annotation: object) -> list[str]:
    inner = get_args(annotation)[:1]
    if inner and isinstance(inner[0], type) and issubclass(inner[0], Record):
        return list(inner[0].model_fields)
    return []


def test_json_schemas_are_named_after_the_records() -> None:
    published = schemas.json_schemas()
    assert set(published) == {
        "Document.json",
        "Event.json",
        "ObjectAccount.json",
        "PageOutcome.json",
    }
    assert b'"fatalities_by_side"' in published["Event.json"]
