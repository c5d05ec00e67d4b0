"""What a service writes to its log.

In: what happened. Out: a line of `name=value` for each. No line has what was sent, where a file
stands, or a traceback: an unexpected mistake is told by its kind and by the place in polc.
"""

import logging
from traceback import walk_tb
from typing import Final

LOG: Final = logging.getLogger("polc.serve")


def log_request(operation: str, method: str, policy: str, status: int, seconds: float) -> None:
    """An answered request."""
    LOG.info(
        "request method=%s operation=%s policy=%s status=%d ms=%.1f",
        *(method, operation, policy, status, seconds * 1000),
    )


def log_mistake(mistake: BaseException, incident: str) -> None:
    """What should not have happened: its kind, and where in polc's own code."""
    LOG.error(
        "mistake incident=%s kind=%s at=%s", incident, type(mistake).__name__, _place(mistake)
    )


def log_event(event: str, **more: object) -> None:
    """Something of the service itself."""
    told = " ".join(f"{name}={value}" for name, value in more.items())
    LOG.info("%s", f"{event} {told}".rstrip())


def _place(mistake: BaseException) -> str:
    """The deepest place in polc, by module and line: `polc.serve.app:40`."""
    for frame, line in reversed(list(walk_tb(mistake.__traceback__))):
        # By the module's name: a folder that is called polc may hold what is not polc's.
        module = frame.f_globals.get("__name__", "")
        if module.startswith("polc."):
            return f"{module}:{line}"
    return "elsewhere"


class PlainFormatter(logging.Formatter):
    """A line for each record, without the traceback that it may come with."""

    def format(self, record: logging.LogRecord) -> str:
        """The time in UTC, the level, the message on one line."""
        message = " ".join(record.getMessage().split())
        if record.exc_info and record.exc_info[1] is not None:
            kind = type(record.exc_info[1]).__name__
            message = f"mistake kind={kind} at={_place(record.exc_info[1])}"
        return f"{self.formatTime(record, self.datefmt)} {record.levelname.lower()} {message}"


def log_to_standard_error() -> None:
    """The service's own lines, and of the libraries only warnings, all as plain lines."""
    from time import gmtime

    formatter = PlainFormatter(datefmt="%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = gmtime
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)
    # What it warns of is told as an event of the store, without the server's address.
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
