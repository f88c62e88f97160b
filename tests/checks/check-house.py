# SPDX-License-Identifier: GPL-3.0-or-later
"""The order of the house: what may include what, sizes of files, documented functions."""

import re

import tap

PLACES = {"dashboard", "cases", "meetings", "map", "partners", "activities", "reports"}
BASE = {"model"}
# Which folders of src/ a folder may include from, besides itself. Arrows go one
# way: places -> documents, charts, exchange -> store -> model; vault stands
# beside store, worker alone at the bottom; nobody includes app, and only main.c starts it.
MAY_INCLUDE = {
    "late": set(),
    "model": set(),
    "store": BASE,
    "vault": BASE | {"store"},
    "worker": set(),
    "charts": BASE,
    "exchange": BASE | {"store", "vault", "worker"},
    "documents": BASE | {"store", "vault", "worker", "charts"},
    "command": BASE | {"store", "vault", "worker", "charts", "exchange", "documents"},
}
for place in PLACES:
    MAY_INCLUDE[place] = MAY_INCLUDE["command"] | PLACES
MAY_INCLUDE["app"] = MAY_INCLUDE["cases"] | PLACES | {"command"}
MAY_INCLUDE["."] = set(MAY_INCLUDE)

GENERATED = ("_get_type", "_quark")
DOCUMENTED = ("model", "store", "vault", "worker", "documents", "exchange")
SYSTEM = {
    r"(gtk|gdk|gsk|adwaita)\b": PLACES | {"app", "charts", "documents", "."},
    r"sqlite3|sqlcipher/": {"store", "vault"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')


def folder_of(path):
    parts = path.relative_to(tap.ROOT / "src").parts
    return parts[0] if len(parts) > 1 else "."


def wrong_arrows():
    folders = set(MAY_INCLUDE)
    for path in tap.files(".c", ".h", under=("src",)):
        here = folder_of(path)
        if here not in MAY_INCLUDE:
            yield f"{tap.short(path)}: the arrows of {here}/ are not known to this check"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not (match := INCLUDE.match(line)):
                continue
            place = f"{tap.short(path)}:{number}"
            own, system = match.groups()
            there = own.split("/")[0] if own and "/" in own else here
            if there in folders and there != here and there not in MAY_INCLUDE[here]:
                yield f"{place}: {here}/ may not include {own}"
            for pattern, allowed in SYSTEM.items():
                if system and re.match(pattern, system) and here not in allowed:
                    yield f"{place}: {here}/ does without <{system}>"


def too_long():
    for suffix, limit in ((".c", 1000), (".h", 1000), (".blp", 450)):
        for path in tap.files(suffix, under=("src", "ui", "tests")):
            count = len(path.read_text(encoding="utf-8").splitlines())
            if count > limit:
                yield f"{tap.short(path)}: {count} lines, split at {limit}"


def used_elsewhere():
    """Headers that another folder includes: what a folder says in public."""
    for path in tap.files(".c", ".h", under=("src", "tests")):
        for line in path.read_text(encoding="utf-8").splitlines():
            match = INCLUDE.match(line)
            if match and "/" in (match[1] or "") and not match[1].endswith("-private.h"):
                yield match[1]


def deaf_choices():
    """A choice that can be searched finds any part of its words; without them it finds everything."""
    for path in tap.files(".blp", under=("ui",)):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"(\w+) \{([^{}]*enable-search: true;[^{}]*)", text):
            if "expression:" not in match[2] or "search-match-mode: substring;" not in match[2]:
                yield f"{tap.short(path)}: {match[1]} cannot be searched"


def undocumented():
    """Public functions have a GTK-Doc comment above their definition or in the header."""
    public = set(used_elsewhere())
    for folder in DOCUMENTED:
        sources = tap.files(".c", ".h", under=(f"src/{folder}",))
        texts = {f"{folder}/{path.name}": path.read_text(encoding="utf-8") for path in sources}
        whole = "\n".join(texts.values())
        documented = set(re.findall(r"^ \* (kl_\w+):", whole, re.M))
        defined = set(re.findall(r"^(kl_\w+) \(", whole, re.M))
        for name in sorted(public & set(texts)):
            for match in re.finditer(r"^(?!static|#)\w[\w ]*[ \*](kl_\w+) \(", texts[name], re.M):
                if match[1] in defined - documented and not match[1].endswith(GENERATED):
                    yield f"src/{name}: {match[1]} has no comment"


def strangers():
    """The top level holds the house and nothing else."""
    known = {"src", "data", "ui", "po", "tests", "build-aux", "meson.build", "meson.options"}
    known |= {"README.md", "LICENSE", "out"}
    for path in tap.ROOT.iterdir():
        if path.name not in known and not path.name.startswith((".", "build")):
            yield path.name


tap.report("includes follow the arrows", list(wrong_arrows()))
tap.report("files are not too long", list(too_long()))
tap.report("choices can be searched", list(deaf_choices()))
tap.report("public functions are documented", list(undocumented()))
tap.report("nothing strange at the top level", list(strangers()))
tap.done()
