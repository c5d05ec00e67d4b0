"""What a file in Java has of its own: division without bound, the calendar.

In: nothing. Out: the text of methods, as `c_helpers.py` has them in C.
"""

from typing import Final

from polc.compiler.readers.source.c_helpers import LAST_DAY, LAST_MONTH, SHIFT

JAVA_HELPERS: Final = f"""\
    private static BigInteger divide_down(BigInteger upper, BigInteger lower) {{
        BigInteger[] found = upper.divideAndRemainder(lower);
        return found[1].signum() < 0 ? found[0].subtract(BigInteger.ONE) : found[0];
    }}

    private static long march_first(long year) {{
        return 365 * year + year / 4 - year / 100 + year / 400 - {SHIFT}L;
    }}

    private static long month_place(long day) {{
        long shifted = day + {SHIFT}L;
        long of_era = shifted % 146097;
        long of_years = of_era - of_era / 1460 + of_era / 36524 - of_era / 146096;
        long year = of_years / 365 + 400 * (shifted / 146097);
        return 12 * year + (5 * (day - march_first(year)) + 2) / 153;
    }}

    private static long month_start(long place) {{
        return march_first(place / 12) + (153 * (place % 12) + 2) / 5;
    }}

    private static long nearest_day(long day) {{
        return Math.min(Math.max(day, 1L), {LAST_DAY}L);
    }}

    private static long year_of(long day) {{
        return (month_place(nearest_day(day)) + 2) / 12;
    }}

    private static long period_of(long day, long months) {{
        return (month_place(nearest_day(day)) + 2) / months;
    }}

    private static long months_after(long day, long months) {{
        if (day < 1 || day > {LAST_DAY}L) return day;
        long from = month_place(day);
        long to = from + months;
        if (to > {LAST_MONTH}L) return {LAST_DAY}L;
        if (to < 10) return 1;
        return Math.min(month_start(to) + day - month_start(from), month_start(to + 1) - 1);
    }}

    private static long month_after(long day, long months) {{
        long later = months_after(day, months);
        return later < 1 || later > {LAST_DAY}L ? later : month_start(month_place(later));
    }}

    private static long years_between(long first, long day) {{
        if (day < first) return 0;
        long years = year_of(day) - year_of(first);
        return months_after(first, 12 * years) <= day ? years : years - 1;
    }}
"""
