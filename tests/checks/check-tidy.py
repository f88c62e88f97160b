# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy with the checks of .clang-tidy. Argument: the folder of a clang build."""

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tap

build = Path(sys.argv[1])


def sources():
    with (build / "compile_commands.json").open(encoding="utf-8") as file:
        names = {str((build / entry["file"]).resolve()) for entry in json.load(file)}
    return sorted(name for name in names if name.startswith(str(tap.ROOT / "src")))


def tidy(name):
    status, said = tap.run("clang-tidy", "--quiet", "-p", build, name)
    lines = [line for line in said.splitlines() if "warnings generated" not in line]
    return "\n".join(lines) if status else None


if shutil.which("clang-tidy"):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        tap.report("clang-tidy", [said for said in pool.map(tidy, sources()) if said])
else:
    tap.report("clang-tidy", [], skip="clang-tidy is not installed")
tap.done()
