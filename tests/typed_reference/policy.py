"""A program under chosen readings and parameters: what every question is asked of.

In: a typed program, choices (reading id or ambiguity to choice), parameters in the forms of
a case. Out: `Chosen`: what stands, who is meant, the figure of a parameter.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from polc.compiler.model.parameters import Parameter
from polc.compiler.model.walk import walk_records
from polc.compiler.typed.nodes import chosen as c
from polc.compiler.typed.nodes.program import Program, TypedDates, TypedPool, TypedWindow
from polc.compiler.typed.nodes.tallies import TypedTally
from polc.compiler.typed.nodes.values import LayerValue
from polc.records.evolve import evolve
from polc.runtime.vocabulary import FIELDS, Field, find_field
from tests.typed_reference.figures import (
    NO_LIMIT,
    RATE,
    RefusedError,
    Rounding,
    day_of,
    fen_of,
    rate_of,
)
from tests.typed_reference.lines import Terms, read_terms
from tests.typed_reference.stay_terms import counts_by_chain, figures_in, settled_for_stay

Figures = dict[tuple[str, ...], Any]
_COUNTS = {"hospital_level": ("1", "2", "3"), "tier": ("1", "2")}


def complete(program: Program, chosen: Mapping[str, str]) -> dict[str, str]:
    """Rule 24: what is chosen, with what it implies; then the defaults, with what they imply
    where nothing else is said."""
    found: dict[str, str] = {}
    for reading in program.readings:
        for name in (reading.id, reading.title, *reading.ambiguities):
            if name and name in chosen:
                word = chosen[name]
                choice = next(
                    choice
                    for choice in reading.choices
                    if word in (choice.id, choice.title, choice.letter)
                )
                if not choice.settled:
                    raise RefusedError("reading_unsettled", reading.id)
                found[reading.id] = choice.id
    by_id = {reading.id: reading for reading in program.readings}

    def follow(name: str, *, asked: bool) -> None:
        choice = next(choice for choice in by_id[name].choices if choice.id == found[name])
        for implied, wanted in choice.implies:
            if implied not in found:
                found[implied] = wanted
                follow(implied, asked=asked)
            elif asked and found[implied] != wanted:
                raise RefusedError("contradiction", implied)

    for name in list(found):
        follow(name, asked=True)
    for reading in program.readings:
        if reading.id not in found:
            found[reading.id] = reading.default
            follow(reading.id, asked=False)
    return found


@frozen
class Chosen:
    """`order` the identities by rank, the highest first; `given` parameter → year (None: every
    other year) → keys → figure; `assumed` figures that are tried for what is missing,
    `asked` what is asked in any case."""

    program: Program
    choices: Mapping[str, str]
    given: Mapping[str, Mapping[int | None, Figures]]
    parameters: Mapping[str, Parameter]
    assumed: dict[str, Any] = field(factory=dict, eq=False)
    asked: frozenset[str] = frozenset()
    order: tuple[str, ...] = field(init=False)
    terms: Mapping[str, Terms] = field(init=False)
    rounding: Rounding = field(init=False)
    pools: Mapping[str, TypedPool] = field(init=False)
    tallies: Mapping[str, TypedTally] = field(init=False)
    for_stay: frozenset[str] = field(init=False)
    asked_figures: frozenset[tuple[str, str]] = field(init=False)
    asked_above_cap: frozenset[str] = field(init=False)
    has_chains: bool = field(init=False)

    def is_money(self, field: str) -> bool:
        """Whether a field of the claim is an amount."""
        fields = (*FIELDS, *self.program.fields)
        return any(
            known.name == field and known.kind == "money"
            for known in fields
            if known.scope == "claim"
        )

    @for_stay.default
    def _find_for_stay(self) -> frozenset[str]:
        layers = [benefit.id for benefit in self.program.benefits if benefit.per == "claim"]
        pools = {
            pool.id: evolve(pool, inside=pool.inside if self.stands(pool.inside_where) else ())
            for pool in self.program.pools
        }
        return settled_for_stay({layer: self.terms[layer] for layer in layers}, pools, self.choices)

    @asked_figures.default
    def _find_asked_figures(self) -> frozenset[tuple[str, str]]:
        return figures_in(self.terms, self.for_stay)

    @asked_above_cap.default
    def _find_asked_above_cap(self) -> frozenset[str]:
        asked = (part for part in walk_records(self.program) if isinstance(part, LayerValue))
        return frozenset(part.benefit for part in asked if part.part == "above_cap")

    @has_chains.default
    def _find_chains(self) -> bool:
        return any(map(counts_by_chain, self.terms.values()))

    @order.default
    def _find_order(self) -> tuple[str, ...]:
        return tuple(identity.id for identity in self.program.identities)

    @terms.default
    def _find_terms(self) -> Mapping[str, Terms]:
        benefits = {
            benefit.id: read_terms(benefit, self.stands) for benefit in self.program.benefits
        }
        return benefits | {
            report.id: read_terms(report, self.stands) for report in self.program.reports
        }

    @rounding.default
    def _find_rounding(self) -> Rounding:
        line = self.dates("round")
        return Rounding() if line is None else Rounding(line.unit, line.down, line.each_step)

    @pools.default
    def _find_pools(self) -> Mapping[str, TypedPool]:
        return {pool.id: pool for pool in self.program.pools}

    @tallies.default
    def _find_tallies(self) -> Mapping[str, TypedTally]:
        return {tally.id: tally for tally in self.program.tallies}

    def stands(self, where: c.Chosen | None) -> bool:
        """Rule 24: whether a line stands under these choices."""
        return where is None or self.choices.get(where[0]) in where[1]

    def meant(self, members: Iterable[c.Member]) -> frozenset[str]:
        """Rule 6: the identities of a list whose membership stands under these choices."""
        return frozenset(identity for identity, wheres in members if all(map(self.stands, wheres)))

    def dates(self, what: str) -> TypedDates | None:
        """Rules 2, 16 and 18: the line that a reading chooses, else the one that is always
        there."""
        found = [
            dates for dates in self.program.dates if dates.what == what and self.stands(dates.where)
        ]
        return min(found, key=lambda dates: dates.where is None, default=None)

    def windows(self) -> list[TypedWindow]:
        """Rule 18: the windows that stand."""
        return [window for window in self.program.windows if self.stands(window.where)]

    def figure(self, name: str, keys: tuple[str, ...], year: int) -> Any:
        """Rule 21: what the case gives for the year, else what the policy says of it."""
        given = self.given.get(name, {})
        slots = given.get(year, given.get(None))
        if slots is not None:
            found = slots.get(keys)
        else:
            found = next(
                (
                    plain(self.parameters[name].kind, dated.value)
                    for dated in self.parameters[name].values
                    if (dated.first is None or dated.first <= year)
                    and (dated.last is None or year <= dated.last)
                ),
                None,
            )
        if found is None and name in self.assumed:
            return self.assumed[name]
        if found is None:
            raise RefusedError("missing_parameter", name)
        return found

    def field_of(self, name: str) -> Field:
        """The field of this name, declared or of every case."""
        found = next(
            (field_ for field_ in self.program.fields if field_.name == name), find_field(name)
        )
        assert found is not None
        return found


def choose(
    program: Program,
    choices: Mapping[str, str],
    values: Mapping[str, Any],
    asked: frozenset[str] = frozenset(),
) -> Chosen:
    """The program under choices, with the parameters of a case."""
    chosen = complete(program, choices)
    parameters = {parameter.id: parameter for parameter in program.parameters}
    for by_choice in program.by_reading:
        if by_choice.parameter in parameters:
            parameters[by_choice.parameter] = dict(by_choice.values)[chosen[by_choice.reading]]
    bare = Chosen(program, chosen, {}, parameters)
    given = {}
    titles = {parameter.title: parameter.id for parameter in parameters.values() if parameter.title}
    for name, form in values.items():
        parameter = parameters.get(name) or parameters.get(titles.get(name, ""))
        if parameter is None:
            raise RefusedError("unknown_parameter", name)
        given[parameter.id] = _read_parameter(parameter, form, bare)
    return Chosen(program, chosen, given, parameters, asked=asked)


def plain(kind: str, value: Any) -> Any:
    """A figure of the typed program: rates as fractions of one."""
    if kind == "bands":
        return tuple((edge, plain("rate", rate)) for edge, rate in value)
    return Fraction(value, RATE) if kind in ("rate", "points") else value


def _read_parameter(parameter: Parameter, form: Any, chosen: Chosen) -> dict[int | None, Figures]:
    """By year where the form's keys are years; a table by the fields of its keys."""
    years: dict[int | None, Any] = {None: form}
    if isinstance(form, Mapping) and form and all(len(key) == 4 and key.isdigit() for key in form):
        years = {int(year): value for year, value in form.items()}
    found = {}
    for year, form_of_year in years.items():
        slots: Figures = {}
        _read_table(parameter, form_of_year, (), slots, chosen)
        found[year] = slots
    _check_course(parameter, found)
    return found


def _read_table(
    parameter: Parameter, form: Any, keys: tuple[str, ...], slots: Figures, chosen: Chosen
) -> None:
    if len(keys) == len(parameter.keys):
        slots[keys] = _read_figure(parameter, form)
        return
    name = parameter.keys[len(keys)]
    if name == "identity":
        known = parameter.identities
    else:
        known = chosen.field_of(name).choices or _COUNTS[name]
    if not isinstance(form, Mapping) or not set(form) <= set(known):
        raise RefusedError("bad_value", parameter.id)
    in_city = name == "place" and chosen.program.municipality
    if in_city and {"in_city", "in_province"} <= set(form):
        raise RefusedError("bad_value", parameter.id)
    for key, inner in form.items():
        # Rule 16: in a municipality the province is the city.
        own = "in_city" if in_city and key == "in_province" else key
        _read_table(parameter, inner, (*keys, own), slots, chosen)


def _read_figure(parameter: Parameter, form: Any) -> Any:
    """One figure within the bounds that the policy sets."""
    if form is None:
        if parameter.optional:
            return NO_LIMIT
        raise RefusedError("bad_value", parameter.id)
    match parameter.kind:
        case "bands":
            return tuple(
                (
                    NO_LIMIT if band.get("up_to") is None else fen_of(band["up_to"]),
                    rate_of(band["rate"]),
                )
                for band in form
            )
        case "money":
            value: Any = fen_of(form)
        case "rate":
            value = rate_of(form)
        case "date":
            value = day_of(form)
        case _:
            value = int(form)
    scaled = value * RATE if parameter.kind == "rate" else value
    if (
        (parameter.least is not None and scaled < parameter.least)
        or (parameter.over is not None and scaled <= parameter.over)
        or (parameter.most is not None and scaled > parameter.most)
    ):
        raise RefusedError("bad_value", parameter.id)
    return value


def _check_course(parameter: Parameter, years: Mapping[int | None, Figures]) -> None:
    """A value that goes down year by year, from the figure with which the policy begins; of a
    table each of its figures."""
    strictly = parameter.falling is not None
    start: Any = parameter.falling if strictly else parameter.not_rising
    if start is None:
        return
    before: dict[Any, Any] = {}
    for year in sorted(years, key=lambda year: year or 0):
        for key, value in years[year].items():
            scaled, last = (
                value * RATE if parameter.kind == "rate" else value,
                before.get(key, start),
            )
            if scaled > last or (strictly and scaled == last):
                raise RefusedError("bad_value", parameter.id)
            before[key] = scaled
