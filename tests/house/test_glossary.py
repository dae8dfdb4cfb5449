"""Every kind of entry a pack, a law or the database can hold is in the glossary, with its Swedish word."""

import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path

from django.apps import apps

from helhet.knowledge import pack, schema
from helhet.knowledge.schema import base

ROOT = Path(__file__).resolve().parents[2]
MODULES = [import_module(f"{schema.__name__}.{found.name}") for found in pkgutil.iter_modules(schema.__path__)]
PLAIN = {base.Part, base.Item}


def kinds() -> set[str]:
    found = {pack.Pack.__name__}
    for module in MODULES:
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, base.Part) and kind.__module__ == module.__name__ and kind not in PLAIN:
                found.add(name)
    return found | {model.__name__ for model in apps.get_models() if model.__module__.startswith("helhet.")}


def test_every_kind_has_a_word_of_its_own() -> None:
    explained = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "glossary.md").read_text("utf-8")))
    assert sorted(kinds() - explained) == []
