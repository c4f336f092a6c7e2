"""The shipped schemas are those of the models, and tell an author what each key is for."""

import json

import pytest
from pydantic import BaseModel

from kb.page import IncidentMatter, PlainMatter
from kb.schema import FOLDER, NAMES, schema_text
from kb.support import Support


def _models(model, seen):
    seen.add(model)
    for field in model.model_fields.values():
        for inner in _inside(field.annotation):
            if inner not in seen:
                _models(inner, seen)
    return seen


def _inside(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [inner for argument in getattr(annotation, "__args__", ()) for inner in _inside(argument)]


def test_every_schema_is_shipped_and_nothing_else():
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.schema.json" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_shipped_schema_is_that_of_the_model(name):
    shipped = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert shipped == schema_text(name), f"run: palier schema {name} > kb/schemas/{name}.schema.json"


@pytest.mark.parametrize("model", sorted(_models(Support, _models(IncidentMatter, {PlainMatter})), key=str), ids=str)
def test_every_key_says_what_it_is_for(model):
    silent = [
        name for name, field in model.model_fields.items() if not field.description and name not in {"id", "root"}
    ]
    assert silent == []


def test_schema_refuses_keys_that_nobody_knows_and_takes_versions_without_quotes():
    incident = json.loads(schema_text("incident"))
    assert (incident["additionalProperties"], incident["required"]) == (False, ["title", "state"])
    assert incident["$defs"]["Point"]["properties"]["version"]["type"] == ["string", "number", "boolean"]
    assert incident["properties"]["title"]["description"] == "The page's title, as customers read it."


def test_words_may_be_one_text_or_one_for_each_language():
    words = json.loads(schema_text("support"))["$defs"]["Words"]
    assert (words["type"], "id" in json.loads(schema_text("support"))["$defs"]["Product"]["properties"]) == (
        ["string", "object"],
        False,
    )
