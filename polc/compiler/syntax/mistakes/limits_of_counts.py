"""What is said of two limits of how many are paid for, with a mistake of syntax and with another.

In: nothing. Out: the sentence.
"""

from typing import Final

from polc.messages.text import say

ONE_MOST: Final = say(
    "the most of each claim stands in the count, that of the year behind it: `pay 50 yuan for each "
    "of lower of (days_in, 5), at most 20 days per year`"
)
"""How two limits are written of how many are paid for."""
