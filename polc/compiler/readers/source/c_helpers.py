"""What a file in C has of its own: lesser and greater, division, the calendar.

In: nothing. Out: text of C11. Days are those of `runtime/days.py`; the year of a day is found as in
`kernel/calendar_functions.py`.
"""

from datetime import date
from typing import Final

LAST_DAY: Final = date.max.toordinal()
LAST_MONTH: Final = date.max.year * 12 + 9
"""A month's place is counted from March of year 0."""
SHIFT: Final = 365 - date(1, 3, 1).toordinal()
"""What a day's ordinal is less than the days since 1 March of year 0."""

C_HELPERS: Final = f"""\
#ifndef __SIZEOF_INT128__
#error "a compiler with __int128 is needed: gcc or clang for a machine of 64 bits"
#endif
__extension__ typedef __int128 wide_t;

static inline int64_t least(int64_t left, int64_t right) {{ return left < right ? left : right; }}
static inline int64_t most(int64_t left, int64_t right) {{ return left > right ? left : right; }}
static inline wide_t wide_least(wide_t left, wide_t right) {{ return left < right ? left : right; }}
static inline wide_t wide_most(wide_t left, wide_t right) {{ return left > right ? left : right; }}

static inline int64_t divide_down(int64_t upper, int64_t lower) {{
    return upper / lower - (upper % lower < 0);
}}

static inline wide_t wide_divide_down(wide_t upper, wide_t lower) {{
    return upper / lower - (upper % lower < 0);
}}

static inline int64_t march_first(int64_t year) {{
    return 365 * year + year / 4 - year / 100 + year / 400 - {SHIFT};
}}

static inline int64_t month_place(int64_t day) {{
    int64_t shifted = day + {SHIFT};
    int64_t of_era = shifted % 146097;
    int64_t of_years = of_era - of_era / 1460 + of_era / 36524 - of_era / 146096;
    int64_t year = of_years / 365 + 400 * (shifted / 146097);
    return 12 * year + (5 * (day - march_first(year)) + 2) / 153;
}}

static inline int64_t month_start(int64_t place) {{
    return march_first(place / 12) + (153 * (place % 12) + 2) / 5;
}}

static inline int64_t nearest_day(int64_t day) {{
    return least(most(day, 1), {LAST_DAY});
}}

static inline int64_t year_of(int64_t day) {{
    return (month_place(nearest_day(day)) + 2) / 12;
}}

static inline int64_t period_of(int64_t day, int64_t months) {{
    return (month_place(nearest_day(day)) + 2) / months;
}}

static inline int64_t months_after(int64_t day, int64_t months) {{
    if (day < 1 || day > {LAST_DAY}) return day;
    int64_t from = month_place(day), to = from + months;
    if (to > {LAST_MONTH}) return {LAST_DAY};
    if (to < 10) return 1;
    return least(month_start(to) + day - month_start(from), month_start(to + 1) - 1);
}}

static inline int64_t month_after(int64_t day, int64_t months) {{
    int64_t later = months_after(day, months);
    return later < 1 || later > {LAST_DAY} ? later : month_start(month_place(later));
}}

static inline int64_t years_between(int64_t first, int64_t day) {{
    if (day < first) return 0;
    int64_t years = year_of(day) - year_of(first);
    return months_after(first, 12 * years) <= day ? years : years - 1;
}}
"""
