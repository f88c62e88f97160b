# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: walking the sources and reporting in TAP."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(os.environ.get("G_TEST_SRCDIR", Path(__file__).resolve().parents[2]))
FOLDERS = ("src", "ui", "data", "po", "tests", "build-aux", ".ci")

_count = 0
_failed = False


def files(*suffixes, under=FOLDERS):
    """All files of the project with one of the suffixes (any, when none is given), sorted."""
    found = []
    for folder in under:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.endswith("~"):
                if not suffixes or path.name.endswith(suffixes):
                    found.append(path)
    return sorted(found)


def short(path):
    return str(Path(path).relative_to(ROOT))


def report(name, problems, skip=None):
    """One TAP case: passes when there are no problems, and lists them otherwise."""
    global _count, _failed
    _count += 1
    if skip:
        print(f"ok {_count} {name} # SKIP {skip}")
        return
    for problem in problems:
        for line in str(problem).rstrip().splitlines():
            print(f"# {line}")
    _failed |= bool(problems)
    print(f"{'not ok' if problems else 'ok'} {_count} {name}", flush=True)


def run(*command, **options):
    """Runs a tool in the source folder; gives its exit status and everything it said."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=options.pop("cwd", ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **options,
    )
    return result.returncode, result.stdout


def report_tool(name, *command, **options):
    """One TAP case: passes when the tool is content; skipped where it is not installed."""
    if not shutil.which(str(command[0])):
        report(name, [], skip=f"{command[0]} is not installed")
        return
    status, said = run(*command, **options)
    report(name, [said or f"exit status {status}"] if status else [])


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)
