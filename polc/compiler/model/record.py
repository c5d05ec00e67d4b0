"""`frozen`, by the name under which the compiler's nodes have it.

In: a class. Out: a frozen attrs class, see `polc/records/frozen.py`.
"""

from polc.records.frozen import frozen as frozen
