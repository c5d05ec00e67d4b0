"""Suizhou's four layers, hand-written over integers: the yardstick of the closures.

What a careful programmer would write for one claim of a person whose identities are a
mask (bit 0 the highest ranked): the same inputs, the same running sums, the same order.
Every figure is fen, every rate millionths. Written from the document, not from the plan.
"""

UNLIMITED = 1 << 62
TEKUN, ORPHAN, DIBAO, RETURNED = 1, 2, 4, 8
MONITORED = 16 | 32 | 64
ASSISTED = TEKUN | ORPHAN | DIBAO | RETURNED | MONITORED
TILTED_IN_CI = TEKUN | ORPHAN | DIBAO | RETURNED
INPATIENT, CHRONIC, MAJOR, DRUG = 0, 2, 3, 4
IN_CITY, IN_PROVINCE = 1, 2


def make_yardstick(basic, ci_deductible, ci_bands, ci_cap):
    """The claim function under parameters: basic is {level: (deductible, rate)}."""
    half = (ci_deductible + 1) // 2
    tilted_bands = tuple((edge, min(rate + 50_000, 1_000_000)) for edge, rate in ci_bands)

    def settle(held, kind, place, level, referred, designated, in_policy,
               ci_line, ci_paid, assistance_line, pool, tilted_line, tilted_paid):  # fmt: skip
        # basic
        paid_basic = 0
        if kind == INPATIENT and in_policy > 0:
            deductible, rate = basic[level]
            if in_policy > deductible:
                paid_basic = ((in_policy - deductible) * rate + 500_000) // 1_000_000
        left = in_policy - paid_basic
        # critical illness
        paid_ci = 0
        high = ci_line + left
        if left > 0:
            if held & TILTED_IN_CI:
                low, bands, room = half, tilted_bands, UNLIMITED
            else:
                low, bands, room = ci_deductible, ci_bands, ci_cap - ci_paid
            if ci_line > low:
                low = ci_line
            want = 0
            for edge, rate in bands:
                if low >= high:
                    break
                upper = high if high < edge else edge
                if upper > low:
                    want += (upper - low) * rate
                    low = upper
            paid_ci = (want + 500_000) // 1_000_000
            if paid_ci > left:
                paid_ci = left
            if paid_ci > room:
                paid_ci = room if room > 0 else 0
        ci_line = high
        ci_paid += paid_ci
        left -= paid_ci
        # assistance
        paid_assistance = 0
        assisted = held & ASSISTED
        covered = assisted and (
            kind == INPATIENT or kind == CHRONIC or kind == MAJOR or kind == DRUG
        )
        if covered and left > 0:
            if assisted & 7:
                counted = left
                rate = 1_000_000 if assisted & 3 else 700_000
            else:
                start = assistance_line if assistance_line > 180_000 else 180_000
                counted = assistance_line + left - start
                rate = 700_000 if assisted & RETURNED else 600_000
            if counted > 0:
                paid_assistance = (counted * rate + 500_000) // 1_000_000
                room = 4_000_000 - pool
                if paid_assistance > room:
                    paid_assistance = room if room > 0 else 0
            assistance_line += left
        pool += paid_assistance
        left -= paid_assistance
        # tilted
        paid_tilted = 0
        if covered and place <= IN_PROVINCE and (referred or designated) and left > 0:
            start = tilted_line if tilted_line > 500_000 else 500_000
            counted = tilted_line + left - start
            if counted > 0:
                rate = 800_000 if place <= IN_CITY else 700_000
                paid_tilted = (counted * rate + 500_000) // 1_000_000
                if not assisted & 3:
                    room = 8_000_000 - tilted_paid
                    if paid_tilted > room:
                        paid_tilted = room if room > 0 else 0
            tilted_line += left
        tilted_paid += paid_tilted
        left -= paid_tilted
        return (paid_basic, paid_ci, paid_assistance, paid_tilted, left,
                ci_line, ci_paid, assistance_line, pool, tilted_line, tilted_paid)  # fmt: skip

    return settle
