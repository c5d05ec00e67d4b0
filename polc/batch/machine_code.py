"""LLVM's text compiled for this machine.

In: the text of a module. Out: `MachineCode`, which calls its function over columns. Raises
`ImportError` without llvmlite, which the extra `batch` brings; it is imported when used.
"""

from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, c_int64, c_void_p
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from attrs import field

from polc.records.frozen import frozen

_ROWS: Final = CFUNCTYPE(None, c_int64, c_void_p)


@frozen
class MachineCode:
    """The function of a program over rows; what it was made of lives as long as it does."""

    _function: Callable[[int, Any], None] = field(repr=False)
    _engine: Any = field(repr=False, eq=False)

    def settle_rows(self, rows: int, places: Sequence[int]) -> None:
        """Goes through so many rows; `places` are the addresses of the columns, in the order of
        the program's, each as long as the program says. It holds no lock of Python's."""
        self._function(rows, (c_void_p * len(places))(*places))


def has_llvm() -> bool:
    """Whether llvmlite is installed."""
    return find_spec("llvmlite") is not None


def compile_rows(text: str) -> MachineCode:
    """The module's `settle_rows`, optimised."""
    binding = _start_llvm()
    module = binding.parse_assembly(text)
    module.verify()
    machine = binding.Target.from_default_triple().create_target_machine(
        cpu=binding.get_host_cpu_name(), opt=2
    )
    builder = binding.create_pass_builder(
        machine, binding.create_pipeline_tuning_options(speed_level=2)
    )
    builder.getModulePassManager().run(module, builder)
    engine = binding.create_mcjit_compiler(module, machine)
    engine.finalize_object()
    return MachineCode(_ROWS(engine.get_function_address("settle_rows")), engine)


@cache
def _start_llvm() -> Any:
    import llvmlite.binding  # an extra, imported when used

    llvmlite.binding.initialize_native_target()
    llvmlite.binding.initialize_native_asmprinter()
    return llvmlite.binding
