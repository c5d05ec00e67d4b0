/* Suizhou's four layers over sorted columns, hand-written: the yardstick of the kernel.
   What benchmarks/yardstick.py computes for a claim, in the same order, with the running sums of a
   person in locals; start[row] is 1 where a person begins. Amounts are fen, rates millionths. */
#include <stdint.h>
typedef int64_t i64;
#define UNLIMITED ((i64)1 << 62)

static inline i64 most(i64 a, i64 b) { return a > b ? a : b; }
static inline i64 least(i64 a, i64 b) { return a < b ? a : b; }

void settle(i64 rows, const i64 *start, const i64 *held_, const i64 *kind_, const i64 *place_,
            const i64 *level_, const i64 *referred_, const i64 *designated_, const i64 *in_policy_,
            const i64 *deductibles, const i64 *rates, i64 ci_deductible, const i64 *edges,
            const i64 *band_rates, i64 bands, i64 ci_cap, i64 *basic, i64 *critical, i64 *assistance,
            i64 *tilted, i64 *remaining) {
    i64 ci_line = 0, ci_paid = 0, assistance_line = 0, pool = 0, tilted_line = 0, tilted_paid = 0;
    i64 half = (ci_deductible + 1) / 2;
    for (i64 row = 0; row < rows; row++) {
        if (start[row]) ci_line = ci_paid = assistance_line = pool = tilted_line = tilted_paid = 0;
        i64 held = held_[row], kind = kind_[row], place = place_[row], in_policy = in_policy_[row];
        i64 paid_basic = 0;
        if (kind == 0 && in_policy > 0) {
            i64 deductible = deductibles[level_[row]];
            if (in_policy > deductible)
                paid_basic = ((in_policy - deductible) * rates[level_[row]] + 500000) / 1000000;
        }
        i64 left = in_policy - paid_basic, paid_ci = 0, high = ci_line + left;
        if (left > 0) {
            int tilt = (held & 15) != 0;
            i64 low = most(tilt ? half : ci_deductible, ci_line);
            i64 room = tilt ? UNLIMITED : ci_cap - ci_paid, want = 0;
            for (i64 band = 0; band < bands && low < high; band++) {
                i64 upper = least(high, edges[band]);
                if (upper > low) {
                    i64 rate = band_rates[band];
                    if (tilt) rate = least(rate + 50000, 1000000);
                    want += (upper - low) * rate;
                    low = upper;
                }
            }
            paid_ci = least(least((want + 500000) / 1000000, left), most(room, 0));
        }
        ci_line = high;
        ci_paid += paid_ci;
        left -= paid_ci;
        i64 assisted = held & 127, paid_assistance = 0;
        int covered = assisted && (kind == 0 || kind == 2 || kind == 3 || kind == 4);
        if (covered && left > 0) {
            i64 counted, rate;
            if (assisted & 7) {
                counted = left;
                rate = assisted & 3 ? 1000000 : 700000;
            } else {
                counted = assistance_line + left - most(assistance_line, 180000);
                rate = assisted & 8 ? 700000 : 600000;
            }
            if (counted > 0)
                paid_assistance = least((counted * rate + 500000) / 1000000, most(4000000 - pool, 0));
            assistance_line += left;
        }
        pool += paid_assistance;
        left -= paid_assistance;
        i64 paid_tilted = 0;
        if (covered && place <= 2 && (referred_[row] || designated_[row]) && left > 0) {
            i64 counted = tilted_line + left - most(tilted_line, 500000);
            if (counted > 0) {
                i64 rate = place <= 1 ? 800000 : 700000;
                paid_tilted = (counted * rate + 500000) / 1000000;
                if (!(assisted & 3)) paid_tilted = least(paid_tilted, most(8000000 - tilted_paid, 0));
            }
            tilted_line += left;
        }
        tilted_paid += paid_tilted;
        left -= paid_tilted;
        basic[row] = paid_basic;
        critical[row] = paid_ci;
        assistance[row] = paid_assistance;
        tilted[row] = paid_tilted;
        remaining[row] = left;
    }
}
