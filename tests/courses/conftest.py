"""The county of the records' tests."""

from tests.records.conftest import world

__all__ = ["world"]
