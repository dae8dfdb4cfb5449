"""Logs that cannot hold what someone typed: no query string, no form data, no message of an exception."""

import logging
import re
from types import TracebackType

QUERY = re.compile(r"(?<=[\w/.%~-])\?[^\s\"']+")

# granian's own default has the caller's address and could be given the query; this has neither.
ACCESS_FORMAT = "%(time)s %(method)s %(path)s %(status)d %(dt_ms).1f ms"

type ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another formatter may have left the message there
        return QUERY.sub("", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:
        """Where it broke and what kind of error it was; the message may quote a person's data."""
        return "\n".join(describe(ei[1])) if ei[1] else ""


def describe(error: BaseException) -> list[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*describe(cause), "which led to:"] if cause else []
    frame = error.__traceback__
    while frame:
        code = frame.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{frame.tb_lineno} {code.co_qualname}")
        frame = frame.tb_next
    kind = type(error)
    return [*lines, f"{kind.__module__}.{kind.__qualname__}"]


def logging_config(level: str = "INFO") -> dict[str, object]:
    to_console = {"handlers": ["console"], "level": level, "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"private": {"()": PrivateFormatter, "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "private"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": to_console,
            "django.server": to_console,  # runserver's request line; Django gives it a handler of its own
            "django.db.backends": {**to_console, "level": "WARNING"},  # SQL carries values
        },
    }
