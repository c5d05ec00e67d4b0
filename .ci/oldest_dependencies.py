"""The oldest version of each dependency that the project declares, as a constraints file.

In: the path of `pyproject.toml`. Out, on standard output: `name==version`, a line each, of what
an installation needs. Fails for a dependency without a lower bound.
"""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["project"]
for dependency in project["dependencies"]:
    bound = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,.*)?", dependency)
    if bound is None:
        sys.exit(f"`{dependency}` says no oldest version")
    print(f"{bound[1]}=={bound[2]}")
