"""Make the JSON Schemas of a rule file and of the settings from the classes that read them.

    python tests/schemas.py    # writes citeaudit/schema/rule.json and settings.json

Editors complete and check TOML files by them; a test holds the shipped files to what this makes.
"""

import ast
import inspect
import json
from collections.abc import Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import citeaudit
from citeaudit import checks, plugins, readers, rulebook, settings
from citeaudit.rulebook import file
from citeaudit.rulebook.file import LONGEST_MESSAGE
from citeaudit.settings import config

FOLDER = Path(citeaudit.__file__).parent / "schema"
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_NAME = "^[a-z0-9]+(-[a-z0-9]+)*$"
_WORDS = {
    "check": "What finds it; the keys below [params] depend on it.",
    "level": "How grave a finding is.",
    "confidence": "How sure a finding is; runs report medium and high ones unless they are told otherwise.",
    "message": f"What is wrong, at most {LONGEST_MESSAGE} characters; {{found}} and the like are filled in.",
    "mend": "What to do about it.",
    "why": "Why it matters, for `citeaudit explain`.",
    "bad": "Texts with what must be found between ⟦ and ⟧.",
    "good": "Texts in which nothing must be found.",
    "source": "Where the advice comes from.",
    "params": "Parameters of the check.",
    "select": "Rules or groups; nothing else runs.",
    "ignore": "Rules or groups to leave out.",
    "levels": "Levels by rule or group; off switches it off.",
    "profile": "What the articles are.",
    "language": "The language of texts that are too short to tell, as a code: en, de.",
    "fail_on": "The mildest level that makes the exit code 1.",
    "rules": "Folders with rules of your own, from the folder of this file.",
    "baseline": "The file of findings that are not reported again, from the folder of this file.",
    "allow": "A file of findings that are allowed, from the folder of this file.",
    "exclude": "Globs of files and folders to leave out.",
    "jobs": "Documents to audit at a time.",
    "overrides": "What holds for some documents only.",
    "paths": "Globs of those documents.",
    "text": "The text, in its format.",
    "format": "The format of the text.",
    "sources": "The saved texts of its sources, by label.",
}


def rule() -> dict[str, Any]:
    made = _table(file._RuleTable)  # noqa: SLF001 - the form is of no use to programs
    names = plugins.names(checks)
    made["properties"]["check"]["enum"] = names
    made["properties"]["message"]["maxLength"] = LONGEST_MESSAGE
    for key in ("bad", "good"):
        made["properties"][key]["minItems"] = 1
        made["properties"][key]["items"]["anyOf"][1]["properties"]["format"]["enum"] = plugins.names(readers)
    made["allOf"] = [
        {
            "if": {"properties": {"check": {"const": name}}, "required": ["check"]},
            "then": {"properties": {"params": (params := _table(plugins.load(checks, name).Params))}}
            | ({"required": ["params"]} if params.get("required") else {}),
        }
        for name in names
    ]
    return _head("rule", "A rule file of citeaudit: rules/<group>/<id>.toml.") | made


def configuration() -> dict[str, Any]:
    made = _table(config._Config)  # noqa: SLF001
    del made["required"]  # what is not said is the default
    book = rulebook.load(settings.Settings(profile="news"))
    names = sorted({rule.group for rule in book.rules}) + sorted(rule.id for rule in book.rules)
    known = {"$ref": "#/definitions/name"}
    made["definitions"] = {
        "name": {"anyOf": [{"enum": names}, {"type": "string", "pattern": _NAME}]},
        "params": {
            "type": "object",
            "description": "Parameters by rule, where they differ from those in its file.",
            "properties": {each.id: _changes(each) for each in sorted(book.rules, key=lambda each: each.id)},
            "additionalProperties": {"type": "object"},
        },
    }
    for table in (made["properties"], made["properties"]["overrides"]["items"]["properties"]):
        table["profile"] = {"enum": config.profiles(), "description": _WORDS["profile"]}
        table["language"]["pattern"] = "^[a-z]{2,3}$"
        for key in ("select", "ignore"):
            table[key]["items"] = known
        table["levels"]["propertyNames"] = known
        table["params"] = {"$ref": "#/definitions/params"}
    made["properties"]["jobs"]["minimum"] = 1
    return _head("settings", "The settings of citeaudit: citeaudit.toml, or [tool.citeaudit] in pyproject.toml.") | made


def _changes(rule: rulebook.Rule) -> dict[str, Any]:
    """The parameters of a rule, none of which settings must have, and whose defaults are those of its file."""
    made = _table(type(rule.params))
    made.pop("required", None)
    for key, value in made["properties"].items():
        value.pop("default", None)
        if isinstance(own := getattr(rule.params, key), bool | int | float | str):
            value["default"] = own
    return made


def _head(name: str, what: str) -> dict[str, Any]:
    # Draft 7 is what the editors of TOML files know.
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"https://citeaudit.example/schema/{name}.json",
        "title": f"citeaudit {name}",
        "description": what,
    }


def _table(shape: type) -> dict[str, Any]:
    told, hints = _told(shape), get_type_hints(shape)
    defaults = getattr(shape, "_field_defaults", None)
    if defaults is None:
        defaults = {key: shape.__dataclass_fields__[key].default for key in hints}  # type: ignore[attr-defined]
    properties = {}
    for key, kind in hints.items():
        properties[key] = _value(kind)
        if words := told.get(key) or _WORDS.get(key):
            properties[key]["description"] = words
        if isinstance(defaults.get(key), bool | int | float | str) and defaults[key] != "":
            properties[key]["default"] = defaults[key]
    required = [key for key in hints if key not in defaults or type(defaults[key]).__name__ == "_MISSING_TYPE"]
    made: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | {"required": required} if required else made


def _value(kind: Any) -> dict[str, Any]:
    origin, inside = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple:
        return {"type": "array", "items": _value(inside[0])}
    if origin is Union or origin is UnionType:
        kinds = [_value(each) for each in inside if each is not type(None)]
        return kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if origin is not None and issubclass(origin, Mapping):
        inner = _value(inside[1])
        return {"type": "object", "additionalProperties": inner} if inner else {"type": "object"}
    return {} if kind is Any else _table(kind)


def _told(shape: type) -> dict[str, str]:
    """What stands below each field of a class: the program does not keep it."""
    (made,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(shape))).body
    assert isinstance(made, ast.ClassDef)
    told = {}
    for field, below in zip(made.body, made.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr) and isinstance(field.target, ast.Name):
            words = ast.literal_eval(below.value)
            told[field.target.id] = " ".join(words.split())
    return told


def written(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (FOLDER / "rule.json").write_text(written(rule()), encoding="utf-8")
    (FOLDER / "settings.json").write_text(written(configuration()), encoding="utf-8")
