"""The county of the records' tests, for these too."""

from tests.records.conftest import served_world, world

__all__ = ["served_world", "world"]
