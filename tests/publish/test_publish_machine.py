"""The briefing as JSON: every field, every claim once."""

import json
from collections.abc import Callable
from dataclasses import fields

from concord.publish import Briefing, machine_form


def test_the_briefing_as_json(briefing: Briefing, golden: Callable[[str, str], None]) -> None:
    golden("briefing.json", machine_form(briefing))


def test_every_field_of_the_record_is_a_key(briefing: Briefing) -> None:
    assert list(json.loads(machine_form(briefing))) == [field.name for field in fields(Briefing)]


def test_letters_of_every_script_stay_as_written(briefing: Briefing) -> None:
    assert "۸۲ هزار و ۴۶۱" in machine_form(briefing)
