# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell scripts pass shellcheck, Python compiles, scripts can be run."""

import os

import tap


def begins(path, *words):
    with path.open("rb") as file:
        line = file.readline()
    return line.startswith(b"#!") and any(word in line for word in words)


SCRIPTS = [path for path in tap.files() if begins(path, b"bash", b"/sh")]


def broken_python():
    for path in tap.files(".py"):
        try:
            compile(path.read_text(encoding="utf-8"), path, "exec")
        except SyntaxError as error:
            yield error


tap.report_tool("shellcheck", "shellcheck", "--external-sources", *SCRIPTS)
tap.report("Python compiles", list(broken_python()))
tap.report(
    "scripts can be run",
    [tap.short(path) for path in SCRIPTS if not os.access(path, os.X_OK)],
)
tap.done()
