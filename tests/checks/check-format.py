# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources are laid out by the formatters, and every one carries the licence line."""

import tap

C_FILES = tap.files(".c", ".h")
BLUEPRINTS = tap.files(".blp", under=("ui",))
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
WITH_LICENCE = (
    ".c", ".h", ".blp", ".build", ".py", ".sh", ".css", ".sql", ".desktop.in",
    ".metainfo.xml.in", ".gschema.xml",
)  # fmt: skip
SCRIPTS = ("build-aux/", ".ci/")


def without_licence():
    for path in tap.files():
        name = tap.short(path)
        script = name.startswith(SCRIPTS) and path.suffix == ""
        if not (script or path.name.endswith(WITH_LICENCE)):
            continue
        with path.open(encoding="utf-8", errors="replace") as file:
            head = [file.readline() for _ in range(3)]
        if not any(LICENCE in line for line in head):
            yield f"{name}: no licence line"


def untidy_lines():
    """What the editor settings ask of every text, also of those that no formatter reads."""
    for path in tap.files(".c", ".h", ".blp", ".build", ".py", ".css", ".sql", ".po", ".md"):
        text = path.read_text(encoding="utf-8")
        if "\r" in text or not text.endswith("\n"):
            yield f"{tap.short(path)}: lines must end in a line feed, the last one too"
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip():
                yield f"{tap.short(path)}:{number}: space at the end of the line"
            if "\t" in line:
                yield f"{tap.short(path)}:{number}: tab"


tap.report_tool("C as clang-format lays it out", "clang-format", "--dry-run", "-Werror", *C_FILES)
if BLUEPRINTS:
    tap.report_tool(
        "Blueprint as its formatter lays it out", "blueprint-compiler", "format", *BLUEPRINTS
    )
tap.report("licence lines", list(without_licence()))
tap.report("line ends, spaces and tabs", list(untidy_lines()))
tap.done()
