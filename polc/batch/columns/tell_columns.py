"""What columns of claims came to, as rows of the tables of results.

In: the rows of a settled year. Out: by the name of a table Arrow's tables of its columns, each with
the number of its person (`PERSON`) and what its rows are sorted by among the person's (`SEQUENCE`).
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from polc.batch.columns.integer_arrays import (
    as_yuan,
    begins_anew,
    count_up,
    map_values,
    number_groups,
    repeat,
)
from polc.batch.columns.read_batch import ROW, BatchColumns
from polc.batch.columns.read_parts import RowParts
from polc.batch.columns.settle_columns import ColumnSettler
from polc.batch.columns.settled_columns import YearRows
from polc.batch.columns.tell_person_years import tell_person_years
from polc.runtime.amounts import MISSING
from polc.runtime.executable import Executable, payer_result
from polc.runtime.tell.make_settlement import NO_TOTAL

PERSON: Final = "polc number"
SEQUENCE: Final = "polc sequence"

_NOBODY_YET: Final = -1
_SEVERAL: Final = -2


def tell_columns(
    done: YearRows, batch: BatchColumns, columns: ColumnSettler
) -> dict[str, list[Any]]:
    """The tables of a year, which `columns` settled."""
    import pyarrow
    from pyarrow import compute

    of_rows = {
        PERSON: done.person,
        "person": batch.ids["person"].take(done.at),
        "year": pyarrow.repeat(
            pyarrow.scalar(done.program.year.year, pyarrow.int32()), len(done.at)
        ),
    }
    pays = _find_pays(done)
    claims = _tell_claims(done, batch, columns.parts, of_rows, pays)
    first = count_up(len(done.at)).filter(done.begins)
    of_persons = {name: column.take(first) for name, column in of_rows.items()}
    years, gaps = tell_person_years(done, columns)
    group = pyarrow.array(gaps["group"], pyarrow.int64())
    lacking = {
        **{name: column.take(group) for name, column in of_persons.items()},
        SEQUENCE: pyarrow.array(gaps["sequence"], pyarrow.int64()),
        "output": pyarrow.array(gaps["output"], pyarrow.string()),
        "missing": pyarrow.array(gaps["missing"], pyarrow.string()),
    }
    open_pays = _tell_open_pays(done, of_rows, compute.is_null(pays))
    return {
        "claims": [pyarrow.table(claims)],
        "taken_back": _tell_taken_back(done, batch),
        "person_years": [pyarrow.table({**of_persons, **years})],
        "alerts": _tell_alerts(done, of_rows),
        "undetermined": [pyarrow.table(open_pays), pyarrow.table(lacking)],
    }


def _tell_claims(
    done: YearRows, batch: BatchColumns, parts: RowParts, of_rows: Mapping[str, Any], pays: Any
) -> dict[str, Any]:
    import pyarrow
    from pyarrow import compute

    executable, outputs = done.program.year.executable, done.results.outputs
    text = pyarrow.string()
    ranked = map_values(outputs["identity"], partial(_name_identity, executable), text)
    return {
        **of_rows,
        "row": batch.texts.column(ROW).combine_chunks().take(done.at),
        "claim": batch.ids["id"].take(done.at),
        "date": map_values(done.given["claim", "date"], _as_iso, text),
        "identity": compute.coalesce(
            ranked, map_values(done.named, partial(_name_held, parts), text)
        ),
        **{name: as_yuan(outputs[name]) for name in executable.benefits},
        "remaining": as_yuan(outputs["remaining"]),
        "patient_pays": as_yuan(pays),
        "payer": _find_payers(done, executable),
    }


def _tell_taken_back(done: YearRows, batch: BatchColumns) -> list[Any]:
    """The refunds and what they took back whole, as they stand in the case."""
    import pyarrow
    from pyarrow import compute

    taken, ids = done.taken, batch.ids["id"]
    if not len(taken.refund):
        return []
    names = ids.take(taken.refund)
    back = pyarrow.table({"claim": taken.claim, "name": names})
    # The refunds of a claim stand in the order of the case.
    listed = back.group_by("claim", use_threads=False).aggregate([("name", "list")])
    others = compute.binary_join(listed.column("name_list").combine_chunks(), " ")
    of_gone = others.take(
        compute.index_in(taken.gone, value_set=listed.column("claim").combine_chunks())
    )
    at = pyarrow.concat_arrays([taken.refund, taken.gone])
    roles = ["refund"] * len(taken.refund) + ["taken_back"] * len(taken.gone)
    rows = pyarrow.table(
        {
            PERSON: batch.person.take(at),
            "day": batch.numbers["claim", "date"].take(at),
            "at": at,
            "row": batch.texts.column(ROW).combine_chunks().take(at),
            "person": batch.ids["person"].take(at),
            "year": pyarrow.repeat(
                pyarrow.scalar(done.program.year.year, pyarrow.int32()), len(at)
            ),
            "claim": ids.take(at),
            "what": pyarrow.array(roles, pyarrow.string()),
            "other": pyarrow.concat_arrays([ids.take(taken.claim), of_gone]),
        }
    ).sort_by([(name, "ascending") for name in (PERSON, "day", "at")])
    return [rows.append_column(SEQUENCE, count_up(len(at)))]


def _find_pays(done: YearRows) -> Any:
    """What the person pays for each claim in all, none where the total is not known."""
    import pyarrow
    from pyarrow import compute

    outputs = done.results.outputs
    none = pyarrow.scalar(None, pyarrow.int64())
    total = done.given.get(("claim", "total"))
    if total is None:
        return pyarrow.nulls(len(done.at), pyarrow.int64())
    beyond = compute.subtract(
        compute.if_else(compute.equal(total, MISSING), none, total),
        done.given["claim", "in_policy"],
    )
    pays = compute.add(outputs["remaining"], beyond)
    return compute.subtract(pays, outputs["outside"]) if "outside" in outputs else pays


def _find_payers(done: YearRows, executable: Executable) -> Any:
    """Who pays all that the benefits of a claim pay."""
    import pyarrow
    from pyarrow import compute

    outputs = done.results.outputs
    if not any(payer_result(name) in outputs for name in executable.benefits):
        return pyarrow.nulls(len(done.at), pyarrow.string())
    found = repeat(_NOBODY_YET, len(done.at))
    for name in executable.benefits:
        payer = outputs.get(payer_result(name), repeat(0, len(done.at)))
        is_first = compute.equal(found, _NOBODY_YET)
        same = compute.or_(is_first, compute.equal(found, payer))
        with_this = compute.if_else(same, payer, _SEVERAL)
        found = compute.if_else(compute.greater(outputs[name], 0), with_this, found)
    return map_values(found, partial(_name_payer, executable), pyarrow.string())


def _name_payer(executable: Executable, number: int) -> str | None:
    return executable.payers[number - 1] if number > 0 else None


def _name_identity(executable: Executable, identity: int) -> str | None:
    return executable.identity_names[identity.bit_length() - 1] if identity else None


def _name_held(parts: RowParts, held: int) -> str | None:
    """What a row says of whoever has no rank among the identities of the policy."""
    return "+".join(sorted(parts.held[held].names)) or None


def _as_iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _tell_open_pays(done: YearRows, of_rows: Mapping[str, Any], is_open: Any) -> dict[str, Any]:
    """What the person pays for a claim stays open where its total is not known."""
    import pyarrow
    from pyarrow import compute

    at = count_up(len(done.at))
    first = at.filter(done.begins)
    place = compute.subtract(at, first.take(number_groups(done.begins))).filter(is_open)
    texts = compute.binary_join_element_wise(
        "claims[", place.cast(pyarrow.string()), "].patient_pays", ""
    )
    missing = pyarrow.repeat(pyarrow.scalar(str(NO_TOTAL.message)), len(place))
    return {
        **{name: column.filter(is_open) for name, column in of_rows.items()},
        SEQUENCE: place,
        "output": texts,
        "missing": missing,
    }


def _tell_alerts(done: YearRows, of_rows: Mapping[str, Any]) -> list[Any]:
    """The first claim of the person and the year with which each alert holds."""
    import pyarrow
    from pyarrow import compute

    reports = done.program.year.executable.reports
    alerts = [report.id for report in reports if report.what == "alert"]
    found = []
    for told in done.program.rows.told:
        if told.report not in alerts:
            continue
        holds = compute.not_equal(done.results.told[told.function], 0)
        columns = {name: column.filter(holds) for name, column in of_rows.items()}
        first = begins_anew(columns[PERSON])
        days = done.given["claim", "date"].filter(holds).filter(first)
        count = len(days)
        found.append(
            pyarrow.table(
                {
                    **{name: column.filter(first) for name, column in columns.items()},
                    SEQUENCE: repeat(alerts.index(told.report), count),
                    "alert": pyarrow.repeat(pyarrow.scalar(told.report), count),
                    "on": map_values(days, _as_iso, pyarrow.string()),
                }
            )
        )
    return found
