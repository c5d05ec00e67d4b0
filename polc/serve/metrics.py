"""What a service counts, for Prometheus.

In: answered requests, reloads, what there is now. Out: the text that Prometheus reads. Nothing that
was sent is in a label: an operation has its address with `{policy}` in it, a policy its name where
it is one that is served.
"""

from collections.abc import Callable
from typing import Final

from attrs import field
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from polc.records.mutable import define

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS: Final = (0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@define(eq=False)
class Metrics:
    """The counters of one service."""

    _registry: CollectorRegistry = field(factory=CollectorRegistry, init=False)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    reloads: Counter = field(init=False)

    def __attrs_post_init__(self) -> None:
        into = self._registry
        self.requests = Counter(
            "polc_requests", "Requests answered.", ("operation", "policy", "status"), registry=into
        )
        self.seconds = Histogram(
            "polc_request_seconds",
            "Seconds until a request was answered.",
            ("operation",),
            buckets=_SECONDS,
            registry=into,
        )
        self.reloads = Counter("polc_reloads", "Policies loaded anew.", ("outcome",), registry=into)

    def watch(self, name: str, told: str, ask: Callable[[], float]) -> None:
        """Something that is asked for when the metrics are."""
        Gauge(name, told, registry=self._registry).set_function(ask)

    def note(self, operation: str, policy: str, status: int, seconds: float) -> None:
        """An answered request."""
        self.requests.labels(operation, policy, str(status)).inc()
        self.seconds.labels(operation).observe(seconds)

    def as_text(self) -> bytes:
        """What Prometheus reads."""
        return generate_latest(self._registry)
