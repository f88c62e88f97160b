# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is valid: desktop file, metainfo, settings, icons, resources.

Arguments: the merged desktop file and metainfo from the build folder.
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import tap

DATA = tap.ROOT / "data"
SVG = "{http://www.w3.org/2000/svg}"


def wrong_icons():
    for path in tap.files(".svg", under=("data",)):
        try:
            svg = ElementTree.parse(path).getroot()
        except ElementTree.ParseError as error:
            yield f"{tap.short(path)}: {error}"
            continue
        size = (svg.get("width"), svg.get("height"))
        symbolic = path.name.endswith("-symbolic.svg")
        if size != (("16", "16") if symbolic else ("128", "128")):
            yield f"{tap.short(path)}: size {size}"
        for element in svg.iter():
            if element.tag in (SVG + "image", SVG + "text", SVG + "script"):
                yield f"{tap.short(path)}: {element.tag} in an icon"


def wrong_resources():
    """Every icon is in the resources, and what the resources name exists."""
    tree = ElementTree.parse(DATA / "korte-lijnen.gresource.xml")
    named = {file.text for file in tree.iter("file")}
    for path in (DATA / "icons" / "scalable").rglob("*.svg"):
        if str(path.relative_to(DATA)) not in named:
            yield f"{tap.short(path)} is not in the resources"
    for name in named:
        if name.endswith((".svg", ".css")) and not (DATA / name).is_file():
            yield f"resources name {name}, which does not exist"


desktop, metainfo = (Path(name).resolve() for name in sys.argv[1:])
tap.report_tool("desktop file", "desktop-file-validate", desktop)
# There is no home page (yet); naming one that does not exist would be worse.
tap.report_tool(
    "metainfo",
    "appstreamcli",
    "validate",
    "--no-net",
    "--explain",
    "--override=url-homepage-missing=info",
    metainfo,
)
tap.report_tool("settings", "glib-compile-schemas", "--strict", "--dry-run", DATA)
tap.report("icons", list(wrong_icons()))
tap.report("resources", list(wrong_resources()))
tap.done()
