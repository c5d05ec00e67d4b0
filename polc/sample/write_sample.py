"""A sample as a bureau's tables, with the mapping that reads them.

In: a sample, its world. Out: `claims.csv`, `identities.csv`, `persons.csv` and `regions.csv` where
the policy asks for anything of the person or of the place, `mapping.toml`, `margins.json` with what
was drawn. Every row says that it is synthetic, every id begins with `SYN`.
"""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from polc.runtime.vocabulary import Field
from polc.sample.make_sample import Sample
from polc.sample.world import World, values_of

MARK: Final = "synthetic"
"""The column that says of each row that it is made up."""


def write_sample(sample: Sample, world: World, seed: int, output: Path) -> None:
    """Writes the folder, which has its name only when all is written. Raises `OSError`."""
    part = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        _write(part / "claims.csv", _claims(sample))
        if world.fields("person"):
            _write(part / "persons.csv", _persons(sample))
        names = ("person", "identity", "from", "to", *(("grade",) if world.grades else ()))
        _write(part / "identities.csv", _identities(sample, names), names)
        if sample.region:
            _write(part / "regions.csv", [{"year": world.year, **sample.region}])
        (part / "mapping.toml").write_text(_mapping(sample, world), encoding="utf-8")
        told = {
            "synthetic": True,
            "policy": world.policy.name,
            "fingerprint": world.policy.fingerprint,
            "year": world.year,
            "seed": seed,
            "persons": len(sample.persons),
            "margins": sample.margins,
        }
        text = json.dumps(told, ensure_ascii=False, indent=2)
        (part / "margins.json").write_text(text + "\n", encoding="utf-8")
        os.replace(part, output)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _claims(sample: Sample) -> Iterable[dict[str, Any]]:
    for case in sample.persons:
        person = case["person"]["id"]
        home = {"household": sample.households[person]} if sample.households else {}
        for claim in case["claims"]:
            taken_back = {"refund_of": claim.get("reverses")}
            fields = {name: value for name, value in claim.items() if name != "reverses"}
            yield {"person": person, **home, **fields, **taken_back}


def _persons(sample: Sample) -> Iterable[dict[str, Any]]:
    for case in sample.persons:
        said = case["person"]
        fields = {name: value for name, value in said.items() if name not in ("id", "identities")}
        yield {"person": said["id"], **fields}


def _identities(sample: Sample, names: Iterable[str]) -> Iterable[dict[str, Any]]:
    for case in sample.persons:
        for held in case["person"]["identities"]:
            told = {**held, "person": case["person"]["id"], "identity": held["id"]}
            yield {name: told.get(name) for name in names}


def _write(
    path: Path, rows: Iterable[Mapping[str, Any]], columns: Iterable[str] | None = None
) -> None:
    """Rows of which the first has every column; none of them has another."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer: Any = None
        for row in rows:
            if writer is None:
                writer = csv.DictWriter(file, [*row, MARK], lineterminator="\n")
                writer.writeheader()
            writer.writerow({**{name: _cell(value) for name, value in row.items()}, MARK: MARK})
        if writer is None and columns is not None:
            csv.DictWriter(file, [*columns, MARK], lineterminator="\n").writeheader()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _mapping(sample: Sample, world: World) -> str:
    """The mapping of the tables, as TOML."""
    lines = [f'not_read = ["{MARK}"]', "", "[claims]"]
    ids = ("id", "person", "household") if sample.households else ("id", "person")
    lines += [f'{name} = "{name}"' for name in ids]
    first = sample.persons[0]["claims"][0]
    fields = {known.name: known for known in world.fields("claim")}
    lines += [_entry(name, fields.get(name)) for name in first if name not in ("id", "reverses")]
    lines += ['refund.of = "refund_of"']
    lines += ["", "[identities]", 'person = "person"', 'column = "identity"']
    lines += ['from = "from"', 'to = "to"', 'absent = "none"']
    lines += ['grade = "grade"'] if world.grades else []
    codes = ", ".join(f'"{name}" = "{name}"' for name in world.identities)
    lines += [f"codes = {{ {codes} }}"]
    if world.fields("person"):
        lines += ["", "[persons]", 'person = "person"']
        lines += [_entry(known.name, known) for known in world.fields("person")]
    if sample.region:
        lines += ["", "[regions]", 'year = "year"']
        lines += [_entry(known.name, known) for known in world.fields("region")]
    return "\n".join(lines) + "\n"


def _entry(name: str, known: Field | None) -> str:
    if known is None or not values_of(known):
        return f'{name} = "{name}"'
    codes = ", ".join(f'"{value}" = "{value}"' for value in values_of(known))
    return f'{name} = {{ column = "{name}", codes = {{ {codes} }} }}'
