"""All that a service has.

In: a shelf of policies, limits, a store. Out: a `Service`, whose parts every operation shares.
"""

from typing import Final

from attrs import field

from polc.messages.text import Language
from polc.records.mutable import define
from polc.serve.ledger_store import LedgerStore
from polc.serve.ledgers import Ledgers
from polc.serve.limits import Gate, ServiceLimits
from polc.serve.memory_store import MemoryStore
from polc.serve.metrics import Metrics
from polc.serve.shelf import Shelf

RELOAD_SECONDS: Final = 2.0
"""How long a changed file waits to be seen."""

_TEXTS_WAITING: Final = 4


@define(eq=False, kw_only=True)
class Service:
    """`texts` is the gate of policies that are checked, one at a time beside all else; `language`
    that of answers for which none is asked, None: that of each policy."""

    shelf: Shelf
    limits: ServiceLimits = field(factory=ServiceLimits)
    store: LedgerStore = field(factory=MemoryStore)
    language: Language | None = None
    reload_seconds: float = RELOAD_SECONDS
    gate: Gate = field(init=False)
    texts: Gate = field(init=False)
    ledgers: Ledgers = field(init=False)
    metrics: Metrics = field(factory=Metrics, init=False)

    def __attrs_post_init__(self) -> None:
        self.gate = Gate(self.limits.running, self.limits.waiting, "polc-settle")
        self.texts = Gate(1, _TEXTS_WAITING, "polc-check")
        self.ledgers = Ledgers(self.store, self.shelf)
        watch = self.metrics.watch
        watch("polc_policies", "Policies served.", lambda: len(self.shelf.names))
        watch("polc_policies_stale", "Files that are none now.", lambda: len(self.shelf.stale))
        watch("polc_requests_taken", "Requests that run or wait.", lambda: self.gate.taken)

    @property
    def is_working(self) -> bool:
        """Whether a thread works yet, also for a request that is answered."""
        return self.gate.is_working or self.texts.is_working

    def close(self) -> None:
        """Lets go of threads and of the store."""
        self.gate.close()
        self.texts.close()
        self.store.close()
