"""What the lowering of one block goes by, and what it can be asked for.

In: nothing yet. Out: `Lowering`: the block that is being built, what is known around it, and
the questions every lowering asks (a value, a condition, a field), which `lower_values.py`
answers. They are abstract here so that a table, which is a value, may ask for values.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from attrs import field

from polc.compiler.lower.accumulators import AccumulatorTable
from polc.compiler.lower.appender import Appender, RoundingRule
from polc.compiler.lower.chosen_parameters import ChosenParameters
from polc.compiler.lower.kept_terms import KeptTerms
from polc.compiler.lower.terms import Terms
from polc.compiler.lower.written import StepsWritten
from polc.compiler.model.origin import Origin
from polc.compiler.model.parameters import Parameter
from polc.compiler.model.record import frozen
from polc.compiler.plan.nodes import NodeId
from polc.compiler.plan.plan import Slot
from polc.compiler.typed.nodes.chosen import Chosen, Member, stands
from polc.compiler.typed.nodes.statements import FiguresByStatement
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.values import ByReading, FieldValue, Held, Typed
from polc.records.evolve import evolve
from polc.runtime.vocabulary import Field


@frozen
class PersonClass:
    """The class that counts: its node, and the bits of those one of which it is (None: perhaps
    nobody's)."""

    node: NodeId
    among: int | None


@frozen
class GivenPayment:
    """The flag that the case gives what the benefit pays, and that amount."""

    is_given: NodeId
    amount: NodeId


@frozen(kw_only=True)
class Layer:
    """A benefit lowered before: its terms, and the figures that later ones may ask of it; where
    it is settled for the stay, those of the stay so far (None: it is settled bill by bill).
    `in_total` are those that a sum over the claims counts with what the claim makes due for
    earlier ones."""

    terms: Terms
    figures: Mapping[str, NodeId]
    of_stay: Mapping[str, NodeId] | None = None
    in_total: Mapping[str, NodeId] = field(factory=dict)


@frozen(kw_only=True)
class EarlierBills:
    """What the earlier bills of the stay have left in policy for the next benefit, what was
    paid of them on the whole bill, and whether there are any that had something (a flag). Where
    benefits pay on the whole bill (else empty): what they have left of their `cost` in all and
    `within` policy, of each no more than those that are settled bill by bill leave of it, and what
    these paid of this one (`by_bill`).
    `change` is by how much more they are paid in policy with this claim (empty: nothing yet),
    `after_all` what they have left in policy after all that was paid (empty where nothing is
    made due for claims of the year), `taken` what claims of other visits took of it for each
    benefit not yet settled."""

    left: NodeId
    outside: NodeId
    goes_on: NodeId
    cost: NodeId = ""
    within: NodeId = ""
    by_bill: NodeId = ""
    after_all: NodeId = ""
    change: NodeId = ""
    taken: Mapping[str, NodeId] = field(factory=dict)


@frozen
class WholeYear:
    """A benefit of which a claim can make something due for earlier claims of the year: what of
    this claim its line counted, and whether it is settled for the stay."""

    benefit: str
    counted: NodeId
    for_stay: bool


@frozen(kw_only=True)
class LoweredSoFar:
    """What the benefits lowered so far leave to the next: what `remaining` is in policy (empty:
    there is no claim), what was paid on the whole bill (`outside`), the flags that one paid
    nothing because the document says nothing; what the claim made due for earlier
    ones in policy (`adjusted`, empty: nothing can be), and what the earlier bills of the stay
    have left (None: no benefit is settled for a stay)."""

    remaining: NodeId = ""
    outside: NodeId = ""
    not_specified: tuple[NodeId, ...] = ()
    layers: Mapping[str, Layer] = field(factory=dict)
    adjusted: NodeId = ""
    earlier: EarlierBills | None = None
    whole_years: tuple[WholeYear, ...] = ()


@frozen(kw_only=True)
class Stay:
    """The benefit being lowered is settled for the stay so far: `outer` is the lowering of the
    bill alone, `earlier` the bills before it, `left` what they have left for the benefit, `before`
    what it was paid for them, `room` the most that it may be paid for them, `beyond` what of that
    is out of policy (empty: nobody behind asks), `kept` what they keep of what was paid."""

    outer: "Lowering"
    earlier: EarlierBills
    left: NodeId
    before: NodeId
    room: NodeId
    kept: NodeId
    beyond: NodeId = ""


@frozen(kw_only=True)
class Lowering(Appender, ABC):
    """What a value needs around it. Whoever asks for one under other circumstances (another
    class counts, another payment is given, figures go by another year) hands on an `evolve` of
    this, so nothing is put back afterwards. What grows is the block, and what all blocks write
    together: the accumulators, the steps, the figures of other years that are asked
    (`slots_asked`), the readings on which it hangs whether an identity is meant
    (`identity_readings`, with the bits). `settled_for_stay` are the benefits that are, each with
    the sums that others behind it move too, and which; `kept` what other lowerings of the
    program found; `stay` what is known of the stay while one
    of them is lowered, `amounts_of_stay`: the amounts that the file declares are those of all its
    bills too; `keeping_bill` the layers behind that are settled bill by bill and pay on the
    whole bill or out of policy, `spares_policy`: layers behind that are settled for the stay pay in
    policy; `to_bear`: a deductible that is asked is what of it is still to be
    borne. The benefit year begins in the month `year_begins`; `splits_stays`: the
    deductible of a stay goes on in the next."""

    bits: Mapping[str, int]
    parameters: ChosenParameters
    choices: Mapping[str, str]
    kept: KeptTerms
    accumulators: AccumulatorTable
    identity_readings: dict[str, int]
    steps: StepsWritten
    slots_asked: dict[str, Slot] = field(factory=dict)
    tallies: Mapping[str, TypedTally] = field(factory=dict)
    payers: Mapping[str, int] = field(factory=dict)
    fields: Mapping[str, Field] = field(factory=dict)
    rounding: RoundingRule = field(factory=RoundingRule)
    so_far: LoweredSoFar = field(factory=LoweredSoFar)
    person_class: PersonClass | None = None
    figures_by: FiguresByStatement | None = None
    given: GivenPayment | None = None
    settled_for_stay: Mapping[str, Mapping[str, tuple[str, ...]]] = field(factory=dict)
    stay: Stay | None = None
    amounts_of_stay: bool = False
    keeping_bill: tuple[str, ...] = ()
    spares_policy: bool = False
    to_bear: bool = False
    year_begins: int = 1
    splits_stays: bool = False

    def mask(self, members: tuple[Member, ...]) -> int:
        """The bits of those of these identities that are meant under the choices."""
        meant = 0
        for identity, conditions in members:
            bit = 1 << self.bits[identity]
            for reading, _ in conditions:
                self.note_identities(reading, bit)
            if not conditions or all(map(self.stands, conditions)):
                meant |= bit
        return meant

    def row_chosen(self, typed: Typed | None, origin: Origin) -> Origin:
        """Where a value is cited: the row that readings choose of its tables, where that has a
        clause of its own."""
        while isinstance(typed, ByReading):
            choice = self.choices[typed.reading]
            row = typed.row_of(choice)
            origin = evolve(row, readings=origin.readings) if row is not None else origin
            typed = dict(typed.choices)[choice]
        return origin

    def note_identities(self, reading: str, bits: int) -> None:
        """On this reading hangs whether these identities are meant."""
        self.identity_readings[reading] = self.identity_readings.get(reading, 0) | bits

    def class_known(self, guard: NodeId | None) -> bool:
        """Whether the class that counts has been found wherever this guard holds."""
        if self.person_class is None:
            return False
        asked = self.block.parents[self.person_class.node]
        return asked is None or asked in self.block.implied_by(guard)

    def parameter(self, name: str) -> Parameter:
        """A parameter with the figures that the choices give it."""
        parameter, _ = self.parameters.find(name, self.choices)
        return parameter

    def stands(self, where: Chosen | None) -> bool:
        """Whether a statement stands under the choices of this plan."""
        return stands(where, self.choices)

    @abstractmethod
    def value(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The node of a value. Money comes out as whole fen, rounded half-up once its
        expression is complete."""

    @abstractmethod
    def exact(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The same before it is rounded: its denominator may be more than 1."""

    @abstractmethod
    def multiplied(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """What a product is made of, exact, or rounded before where each step is."""

    @abstractmethod
    def flag(self, typed: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The flag of a condition as a node that stands under `guard` itself, so that it
        can be a guard in its turn (an input stands under none)."""

    @abstractmethod
    def among(self, name: str, people: Held, guard: NodeId | None, origin: Origin) -> NodeId:
        """Those of these identities that are held."""

    @abstractmethod
    def year(self, day: Typed, name: str, guard: NodeId | None, origin: Origin) -> NodeId:
        """The benefit year of a day."""

    @abstractmethod
    def field(self, typed: FieldValue, guard: NodeId | None, origin: Origin) -> NodeId:
        """A field of the case, demanded where it may be missing."""
