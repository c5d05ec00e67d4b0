"""What a service writes of a mistake: its kind, and a place of polc alone."""

import logging
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from polc.serve.log import PlainFormatter


def test_what_stands_in_a_folder_called_polc_is_not_polc(tmp_path: Path) -> None:
    """A module of somebody's is not named, though its folders are called as polc's."""
    path = tmp_path / "polc" / "serve" / "foreign.py"
    path.parent.mkdir(parents=True)
    path.write_text("def fail():\n    raise KeyError('secret')\n", encoding="utf-8")
    found = spec_from_file_location("foreign", path)
    assert found is not None
    assert found.loader is not None
    module = module_from_spec(found)
    found.loader.exec_module(module)
    try:
        module.fail()
    except KeyError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    assert PlainFormatter().format(record).endswith("error mistake kind=KeyError at=elsewhere")
