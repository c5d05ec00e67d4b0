"""Every request counted and logged, and what should not have happened answered.

In: an ASGI application. Out: the same with this around it. A mistake of polc's own is answered with
an incident, under which the log tells its kind and place; nothing of it reaches the one who asked.
"""

import json
from time import perf_counter
from uuid import uuid4

from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from polc.messages.text import say
from polc.serve.log import log_mistake, log_request
from polc.serve.problems import MEDIA_TYPE, Refusal
from polc.serve.service import Service


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
            incident = uuid4().hex[:12]
            log_mistake(mistake, incident)
            if not status:
                await _answer(incident, noted)
        self._note(scope, status, perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = scope.get("route")
        operation = route.path if isinstance(route, Route) else "-"
        name = str(scope.get("path_params", {}).get("policy", "")).partition("@")[0]
        policy = name if name in self.service.shelf.names else "-"
        method = scope["method"] if operation != "-" else "-"
        self.service.metrics.note(operation, policy, status, seconds)
        log_request(operation, method, policy, status, seconds)


async def _answer(incident: str, send: Send) -> None:
    detail = say("the log has it as incident `{incident}`", incident=incident)
    body = json.dumps(Refusal("internal", detail).to_dict("en")).encode("utf-8")
    headers = [(b"content-type", MEDIA_TYPE.encode("ascii"))]
    await send({"type": "http.response.start", "status": 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})
