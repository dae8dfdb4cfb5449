"""A new pack from the commented template."""

import re
from pathlib import Path

from helhet.kernel.errors import BadInput


def write_template(template: Path, target: Path, title: str, county: str) -> list[Path]:
    """Copy the template into a new folder. Raises BadInput when the name is wrong or the folder exists."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9\-]*", target.name):
        raise BadInput(f"Namnet {target.name} går inte: bara små bokstäver a–z, siffror och bindestreck.")
    if not re.fullmatch(r"\d{2}", county):
        raise BadInput(f"Länskoden {county} går inte: två siffror, till exempel 08 för Kalmar län.")
    if target.exists():
        raise BadInput(f"Mappen {target} finns redan. Välj ett annat id; inget har ändrats.")
    target.mkdir(parents=True)
    written = []
    for source in sorted(template.glob("*.yaml")):
        text = source.read_text("utf-8")
        for mark, value in (("__ID__", target.name), ("__TITLE__", title.replace('"', "'")), ("__COUNTY__", county)):
            text = text.replace(mark, value)
        path = target / source.name
        path.write_text(text, "utf-8")
        written.append(path)
    return written
