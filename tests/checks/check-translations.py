# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a person can read is in the catalogue, and all of it is in Dutch."""

import os
import re
import shutil
import tempfile
from pathlib import Path

import tap

PO = tap.ROOT / "po"
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
# Where strings to translate can stand, and how they look.
MARKED = {
    (".c", ".h"): r"\b(?:N?C?_|g_dngettext|ngettext|g_dpgettext2?) \(",
    (".blp",): r"\bC?_\(",
    (".desktop.in", ".metainfo.xml.in"): r"",
}


def read_list():
    lines = (PO / "POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def wrong_list():
    listed = read_list()
    if listed != sorted(set(listed)):
        yield "POTFILES.in is not sorted, or names a file twice"
    for name in listed:
        if not (tap.ROOT / name).is_file():
            yield f"POTFILES.in: {name} does not exist"
    for suffixes, pattern in MARKED.items():
        for path in tap.files(*suffixes, under=("src", "ui", "data")):
            text = path.read_text(encoding="utf-8")
            if tap.short(path) not in listed and re.search(pattern, text):
                yield f"POTFILES.in: {tap.short(path)} holds strings and is not listed"


def extract(template):
    """Makes the template anew. xgettext reads Blueprint as C: its strings look the same."""
    listed = [name for name in read_list() if (tap.ROOT / name).is_file()]
    blueprints = [name for name in listed if name.endswith(".blp")]
    command = ["xgettext", "--from-code=UTF-8", "--add-comments", f"--output={template}"]
    command += [f"--keyword={keyword}" for keyword in KEYWORDS]
    others = [name for name in listed if name not in blueprints]
    status, said = tap.run(*command, *others)
    if not status and blueprints:
        more = ["--join-existing"] if template.exists() else []
        status, said = tap.run(*command, *more, "--language=C", *blueprints)
    return [said] if status else []


def read_ids(catalogue):
    """The entries of a catalogue, without comments, as msgcat writes them one to a line."""
    status, said = tap.run("msgattrib", "--no-wrap", "--no-obsolete", "--no-location", catalogue)
    if status:
        return set()
    entries = re.findall(r'^(?:msgctxt ".*"\n)?msgid (?:".*"\n)+', said, re.M)
    return {entry.strip() for entry in entries if entry.strip() != 'msgid ""'}


def check_catalogue(folder):
    template = Path(folder) / "korte-lijnen.pot"
    dutch = PO / "nl.po"
    tap.report("strings can be collected", extract(template))
    tap.report_tool("nl.po is sound", "msgfmt", "--check", "--output-file=/dev/null", dutch)
    status, said = tap.run(
        "msgfmt",
        "--statistics",
        "--output-file=/dev/null",
        dutch,
        env=dict(os.environ, LC_ALL="C"),
    )
    incomplete = status or "fuzzy" in said or "untranslated" in said
    tap.report("nl.po is translated as a whole", [said] if incomplete else [])
    if template.exists():
        have, need = read_ids(dutch), read_ids(template)
        status, said = tap.run("msgcmp", dutch, template)
        missing = sorted(need - have) or [said]
        tap.report("every string has its Dutch", missing if status else [])
        tap.report("nl.po holds nothing that is gone", sorted(have - need))


tap.report("POTFILES.in is complete", list(wrong_list()))
if shutil.which("xgettext"):
    with tempfile.TemporaryDirectory() as scratch:
        check_catalogue(scratch)
else:
    tap.report("catalogue", [], skip="gettext is not installed")
tap.done()
