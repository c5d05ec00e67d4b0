"""The plan interpreted step by step; see `run_steps`."""

from polc.compiler.readers.trace.interpret import Run, run_block

__all__ = ["Run", "run_block"]
