"""The calendar as LLVM functions: what `runtime/days.py` says of days, for 64-bit integers.

In: nothing. Out: the text of the functions `polc.year_of`, `polc.period_of`, `polc.months_after`,
`polc.month_after` and `polc.years_between`. The year of a day is found in periods of 400 years that
begin on 1 March of year 0 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms",
`civil_from_days`), so that the day that a year may have more is its last.
"""

from datetime import date
from typing import Final

_LAST_DAY: Final = date.max.toordinal()
_LAST_YEAR: Final = date.max.year
_FIRST_MARCH: Final = date(1, 3, 1).toordinal() - 365
"""The ordinal of 1 March of year 0, from which days, months and years are counted here."""

CALENDAR: Final = f"""
define internal i64 @polc.shifted_year(i64 %day) alwaysinline {{
  %shifted = add i64 %day, {-_FIRST_MARCH}
  %era = udiv i64 %shifted, 146097
  %of_era = urem i64 %shifted, 146097
  %a = udiv i64 %of_era, 1460
  %b = udiv i64 %of_era, 36524
  %c = udiv i64 %of_era, 146096
  %d = sub i64 %of_era, %a
  %e = add i64 %d, %b
  %f = sub i64 %e, %c
  %year_of_era = udiv i64 %f, 365
  %eras = mul i64 %era, 400
  %year = add i64 %year_of_era, %eras
  ret i64 %year
}}

define internal i64 @polc.march_first(i64 %year) alwaysinline {{
  %days = mul i64 %year, 365
  %fours = udiv i64 %year, 4
  %hundreds = udiv i64 %year, 100
  %periods = udiv i64 %year, 400
  %a = add i64 %days, %fours
  %b = sub i64 %a, %hundreds
  %c = add i64 %b, %periods
  %first = add i64 %c, {_FIRST_MARCH}
  ret i64 %first
}}

define internal i64 @polc.month_place(i64 %day) alwaysinline {{
  %year = call i64 @polc.shifted_year(i64 %day)
  %first = call i64 @polc.march_first(i64 %year)
  %into = sub i64 %day, %first
  %fives = mul i64 %into, 5
  %more = add i64 %fives, 2
  %month = udiv i64 %more, 153
  %months = mul i64 %year, 12
  %place = add i64 %months, %month
  ret i64 %place
}}

define internal i64 @polc.month_start(i64 %place) alwaysinline {{
  %year = udiv i64 %place, 12
  %month = urem i64 %place, 12
  %first = call i64 @polc.march_first(i64 %year)
  %scaled = mul i64 %month, 153
  %more = add i64 %scaled, 2
  %into = udiv i64 %more, 5
  %start = add i64 %first, %into
  ret i64 %start
}}

define internal i64 @polc.year_of(i64 %day) alwaysinline {{
  %low = call i64 @llvm.smax.i64(i64 %day, i64 1)
  %near = call i64 @llvm.smin.i64(i64 %low, i64 {_LAST_DAY})
  %place = call i64 @polc.month_place(i64 %near)
  %from_january = add i64 %place, 2
  %year = udiv i64 %from_january, 12
  ret i64 %year
}}

define internal i64 @polc.period_of(i64 %day, i64 %months) alwaysinline {{
  %low = call i64 @llvm.smax.i64(i64 %day, i64 1)
  %near = call i64 @llvm.smin.i64(i64 %low, i64 {_LAST_DAY})
  %place = call i64 @polc.month_place(i64 %near)
  %from_january = add i64 %place, 2
  %period = udiv i64 %from_january, %months
  ret i64 %period
}}

define internal i64 @polc.months_after(i64 %day, i64 %months) {{
  %early = icmp slt i64 %day, 1
  %late = icmp sgt i64 %day, {_LAST_DAY}
  %no_day = or i1 %early, %late
  br i1 %no_day, label %same, label %move
same:
  ret i64 %day
move:
  %from = call i64 @polc.month_place(i64 %day)
  %to = add i64 %from, %months
  %too_late = icmp sgt i64 %to, {_LAST_YEAR * 12 + 9}
  br i1 %too_late, label %last, label %not_late
last:
  ret i64 {_LAST_DAY}
not_late:
  %too_early = icmp slt i64 %to, 10
  br i1 %too_early, label %first, label %within
first:
  ret i64 1
within:
  %from_start = call i64 @polc.month_start(i64 %from)
  %into = sub i64 %day, %from_start
  %to_start = call i64 @polc.month_start(i64 %to)
  %after = add i64 %to, 1
  %after_start = call i64 @polc.month_start(i64 %after)
  %there = add i64 %to_start, %into
  %end = sub i64 %after_start, 1
  %found = call i64 @llvm.smin.i64(i64 %there, i64 %end)
  ret i64 %found
}}

define internal i64 @polc.month_after(i64 %day, i64 %months) {{
  %later = call i64 @polc.months_after(i64 %day, i64 %months)
  %early = icmp slt i64 %later, 1
  %late = icmp sgt i64 %later, {_LAST_DAY}
  %no_day = or i1 %early, %late
  br i1 %no_day, label %same, label %start
same:
  ret i64 %later
start:
  %place = call i64 @polc.month_place(i64 %later)
  %first = call i64 @polc.month_start(i64 %place)
  ret i64 %first
}}

define internal i64 @polc.years_between(i64 %first, i64 %day) {{
  %before = icmp slt i64 %day, %first
  br i1 %before, label %none, label %some
none:
  ret i64 0
some:
  %to = call i64 @polc.year_of(i64 %day)
  %from = call i64 @polc.year_of(i64 %first)
  %years = sub i64 %to, %from
  %months = mul i64 %years, 12
  %birthday = call i64 @polc.months_after(i64 %first, i64 %months)
  %over = icmp sle i64 %birthday, %day
  %less = sub i64 %years, 1
  %found = select i1 %over, i64 %years, i64 %less
  ret i64 %found
}}

declare i64 @llvm.smax.i64(i64, i64)
declare i64 @llvm.smin.i64(i64, i64)
"""
"""A month's place is counted from March of year 0; January of year 1 has the place 10."""
