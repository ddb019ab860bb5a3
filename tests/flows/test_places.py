"""A deployed run works in a temporary folder: a relative place there is refused, in one line."""

from pathlib import Path

import pytest

from flows import places
from flows.places import RelativePlaceError, absolute


def test_at_a_terminal_a_path_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("data") == str(tmp_path / "data")
    assert absolute("s3://team/store") == "s3://team/store"


def test_a_deployed_run_refuses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "deployed", lambda: True)
    assert absolute(str(tmp_path)) == str(tmp_path)
    with pytest.raises(RelativePlaceError, match=r"^data: name an absolute path or s3://bucket/prefix$"):
        absolute("data")


@pytest.mark.parametrize("place", ["", "  "])
def test_an_empty_field_of_the_form_is_no_place(place: str) -> None:
    with pytest.raises(RelativePlaceError, match="a place without a name"):
        absolute(place)
