"""Every request counted and logged, with what should not have happened.

In: an ASGI application. Out: the same with this around it. Of a mistake of polc's own the log has
the kind and place under the incident that was answered, and the server that runs the application
nothing: it would write the traceback.
"""

from time import perf_counter
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polc.serve.log import log_mistake, log_request
from polc.serve.service import Service

INCIDENT: Final = "polc.incident"
"""Where a request has the incident that was answered."""


class Observed:
    """An ASGI application around another."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or lives through a lifespan."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        status = 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except ClientDisconnect:
            status = 499
        except Exception as mistake:
            log_mistake(mistake, scope.get(INCIDENT, "-"))
        self._note(scope, status, perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        operation = route.path if isinstance(route, Route) else "-"
        name = str(scope.get("path_params", {}).get("policy", "")).partition("@")[0]
        policy = name if name in self.service.shelf.names else "-"
        method = scope["method"] if operation != "-" else "-"
        self.service.metrics.note(operation, policy, status, seconds)
        log_request(operation, method, policy, status, seconds)
