"""`define` of attrs, made as `frozen.py` makes its classes.

In: a class. Out: a class with slots that means what attrs' own means: its fields may be set, and
where they are compared it has no hash.
"""

from typing import TYPE_CHECKING, Any

import attrs

from polc.records.frozen import PICKLED, make_record

if TYPE_CHECKING:
    # What mypy knows of attrs classes hangs on the name of the decorator.
    from attrs import define as define
else:

    def define(kind: type | None = None, **options: Any) -> Any:
        """`attrs.define`, its options included."""
        if kind is None:
            return lambda decorated: define(decorated, **options)
        return make_record(kind, attrs.define, PICKLED, options)
