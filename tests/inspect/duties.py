"""A policy that declares targets, deadlines and duties, and the days off of one autumn."""

from pathlib import Path

import polc
from polc.inspect.working_days import read_calendar

DUTIES = polc.load(Path(__file__).parent / "duties.pol")
# The Mid-Autumn and National Day holidays of 2023, and the days that made up for them.
CALENDAR = read_calendar(
    {
        "holidays": [
            f"2023-{day}" for day in ("09-29", "09-30", *(f"10-0{n}" for n in range(1, 7)))
        ],
        "working_days": ["2023-10-07", "2023-10-08"],
    }
)
