"""The county of the records' tests, for these too."""

from tests.records.conftest import world

__all__ = ["world"]
