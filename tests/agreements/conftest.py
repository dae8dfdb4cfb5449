"""The fixtures of these tests, which the browser's tests of the same pages import as well."""

from tests.agreements.fixtures import (  # noqa: F401
    content,
    library,
    nothing_kept,
    publish,
    published,
    served,
    shipped,
    verdict,
)
