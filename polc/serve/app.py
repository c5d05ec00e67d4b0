"""The service as an ASGI application.

In: a `Service`. Out: an application: a request goes through the limits to its operation, which runs
on a thread; whatever comes of it is JSON, and a problem where it cannot be answered.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final, cast
from urllib.parse import quote
from uuid import uuid4

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from polc.messages.text import Language, say
from polc.serve.asked import Asked, choose_language, read_query
from polc.serve.ledger_store import StoreError
from polc.serve.limits import BusyError, SlowError
from polc.serve.log import log_event
from polc.serve.metrics import MEDIA_TYPE as OF_METRICS
from polc.serve.observe import INCIDENT, Observed
from polc.serve.openapi import describe_service
from polc.serve.operations import OPERATIONS, Endpoint
from polc.serve.problems import AGAIN_LATER, Refusal
from polc.serve.problems import MEDIA_TYPE as OF_PROBLEMS
from polc.serve.service import Service

AGAIN_AFTER: Final = "1"
"""Seconds after which what is turned away may be tried again."""


def make_app(service: Service) -> Observed:
    """The application of a service."""
    routes = [_route(service, operation) for operation in OPERATIONS]
    extra = {"/health": _health, "/metrics": _metrics, "/openapi.json": _openapi}
    own = [
        Route(path, partial(answer, service), methods=["GET"], name=path)
        for path, answer in extra.items()
    ]
    app = Starlette(
        routes=[*own, *routes],
        exception_handlers={
            HTTPException: partial(_refuse_http, service),
            Exception: partial(_tell_incident, service),
        },
        lifespan=partial(_live, service),
    )
    app.router.redirect_slashes = False
    return Observed(app, service)


def _route(service: Service, operation: Endpoint) -> Route:
    async def endpoint(request: Request) -> Response:
        language = None
        try:
            accepted = request.headers.get("accept-language", "")
            language = choose_language((), accepted)
            async with _in_time(service):
                query = read_query(request.query_params.multi_items(), operation.query)
                language = choose_language(query.get("language", ()), accepted)
                asked = Asked(
                    service=service,
                    path=request.path_params,
                    query=query,
                    body=await _read(request, service) if operation.body else b"",
                    language=language,
                )
                gate = service.texts if operation.compiles else service.gate
                found = await gate.run(partial(operation.answer, asked))
        except (Refusal, BusyError, SlowError, StoreError) as mistake:
            return tell_problem(_refusal(mistake), language or service.language or "en")
        return _tell(found, operation)

    return Route(operation.path, endpoint, methods=[operation.method], name=operation.path)


@asynccontextmanager
async def _in_time(service: Service) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(service.limits.seconds):
            yield
    except TimeoutError:
        raise SlowError from None


async def _read(request: Request, service: Service) -> bytes:
    """The body, no more of it than is taken."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Refusal("not_as_json")
    most = service.limits.bytes
    body = bytearray()
    too_large = Refusal("too_large", say("{most} bytes are taken", most=most))
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise too_large
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise too_large
    return bytes(body)


def _refusal(mistake: Exception) -> Refusal:
    match mistake:
        case Refusal():
            return mistake
        case BusyError():
            return Refusal("busy")
        case SlowError():
            return Refusal("slow")
        case _:
            log_event("store", kind=getattr(mistake, "kind", ""))
            return Refusal("store_unavailable")


def _tell(found: Any, operation: Endpoint) -> Response:
    if not operation.creates:
        return tell_json(found)
    told, new = found
    # A header is Latin: an id in Chinese is written as an address writes it.
    place = f"/{quote(told['policy'])}@{told['fingerprint']}/ledgers/{told['id']}"
    return tell_json(told, 201 if new else 200, headers={"location": place})


def tell_json(
    value: Any, status: int = 200, media: str = "application/json", headers: Any = None
) -> Response:
    """JSON as UTF-8; half a pair of surrogates stands as JSON escapes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    body = text.encode("utf-8", "backslashreplace")
    return Response(body, status, headers=headers, media_type=media)


def tell_problem(refusal: Refusal, language: Language) -> Response:
    """A problem, with when to try again where that may help."""
    headers: dict[str, str] = {"content-language": language}
    if refusal.kind in AGAIN_LATER:
        headers["retry-after"] = AGAIN_AFTER
    return tell_json(refusal.to_dict(language), refusal.status, OF_PROBLEMS, headers)


async def _refuse_http(service: Service, request: Request, mistake: Exception) -> Response:
    """An address that is none, or does not answer the method."""
    found = cast(HTTPException, mistake)
    kind = "wrong_method" if found.status_code == 405 else "not_found"
    response = tell_problem(Refusal(kind), _language_of(request, service))
    for name, value in (found.headers or {}).items():
        response.headers[name] = value
    return response


async def _tell_incident(service: Service, request: Request, _mistake: Exception) -> Response:
    """A mistake of polc's own: nothing of it but what it stands under in the log."""
    incident = uuid4().hex[:12]
    request.scope[INCIDENT] = incident
    detail = say("the log has it as incident `{incident}`", incident=incident)
    return tell_problem(Refusal("internal", detail), _language_of(request, service))


def _language_of(request: Request, service: Service) -> Language:
    """That of an answer which is no operation's."""
    accepted = choose_language((), request.headers.get("accept-language", ""))
    return accepted or service.language or "en"


async def _health(service: Service, _request: Request) -> Response:
    """Well as long as it answers; a file that is no policy now is told, and its last version
    serves on."""
    stale = len(service.shelf.stale)
    return tell_json({"status": "stale" if stale else "ok", "stale": stale})


async def _metrics(service: Service, _request: Request) -> Response:
    return Response(service.metrics.as_text(), media_type=OF_METRICS)


async def _openapi(service: Service, request: Request) -> Response:
    language = _language_of(request, service)
    document = await asyncio.to_thread(describe_service, service, language)
    return tell_json(document)


@asynccontextmanager
async def _live(service: Service, _app: Starlette) -> AsyncIterator[None]:
    """Looks for changed files as long as the service lives, and closes its parts at the end."""
    watching = asyncio.create_task(_watch(service))
    log_event("started", policies=len(service.shelf.names))
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        service.close()
        log_event("stopped")


async def _watch(service: Service) -> None:
    while service.reload_seconds > 0:
        await asyncio.sleep(service.reload_seconds)
        for reloaded in await asyncio.to_thread(service.shelf.reload):
            if reloaded.version is None:
                log_event("reload", outcome="refused", kind=reloaded.why)
            else:
                log_event("reload", outcome="loaded", policy=reloaded.version.address)
            outcome = "refused" if reloaded.version is None else "loaded"
            service.metrics.reloads.labels(outcome).inc()
