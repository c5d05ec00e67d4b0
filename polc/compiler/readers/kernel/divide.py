"""Division of whole numbers of 128 bits, in LLVM's text.

In: nothing. Out: the text of the function `polc.divide`, of two that are not below zero. LLVM has
no division of 128 bits of its own on the machines that we know: it would call a function of
the C compiler's, which need not be there. `DIVISION` is that function, by shift and subtraction;
figures of that size are rare, and all others go by the machine's own division.
"""

from typing import Final

DIVISION: Final = """
define internal i128 @polc.divide(i128 %upper, i128 %lower) {
  %short_upper = trunc i128 %upper to i64
  %short_lower = trunc i128 %lower to i64
  %again_upper = zext i64 %short_upper to i128
  %again_lower = zext i64 %short_lower to i128
  %same_upper = icmp eq i128 %again_upper, %upper
  %same_lower = icmp eq i128 %again_lower, %lower
  %short = and i1 %same_upper, %same_lower
  br i1 %short, label %by_machine, label %loop
by_machine:
  %quotient = udiv i64 %short_upper, %short_lower
  %wide = zext i64 %quotient to i128
  ret i128 %wide
loop:
  %left = phi i32 [ 128, %0 ], [ %fewer, %loop ]
  %rest = phi i128 [ 0, %0 ], [ %rest_after, %loop ]
  %bits = phi i128 [ %upper, %0 ], [ %bits_after, %loop ]
  %rest_twice = shl i128 %rest, 1
  %top = lshr i128 %bits, 127
  %rest_more = or i128 %rest_twice, %top
  %fits = icmp uge i128 %rest_more, %lower
  %taken = select i1 %fits, i128 %lower, i128 0
  %rest_after = sub i128 %rest_more, %taken
  %bits_twice = shl i128 %bits, 1
  %bit = zext i1 %fits to i128
  %bits_after = or i128 %bits_twice, %bit
  %fewer = sub i32 %left, 1
  %done = icmp eq i32 %fewer, 0
  br i1 %done, label %end, label %loop
end:
  ret i128 %bits_after
}
"""
