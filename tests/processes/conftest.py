from tests.records.conftest import world

__all__ = ["world"]
