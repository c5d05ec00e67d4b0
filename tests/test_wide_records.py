"""A record of many fields is built by their names."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import attrs

import polc

MOST_BY_PLACE = 8


def records() -> Iterator[type[attrs.AttrsInstance]]:
    """The attrs classes of the package."""
    for module in walk_packages(polc.__path__, "polc."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and value.__module__ == module.name and attrs.has(value):
                yield value


def test_many_fields_are_named() -> None:
    """Where a class has more fields than can be told apart by their place, no place counts."""
    wide = {
        record.__qualname__
        for record in records()
        if sum(field.init and not field.kw_only for field in attrs.fields(record)) > MOST_BY_PLACE
    }
    assert wide == set()
