"""docs/generated/processer.md: each process as a picture and as tables, drawn from the content that is followed."""

from collections.abc import Iterator

from ..schema.processes import Act, ProcessState
from .loading import Processes
from .ready import Ready
from .shown import SUPPORT
from .walks import Walks

NAME = "processer.md"
TOP = f"""# Lagens processer

<!-- Gjord av `helhet docs` ur content/law/processes/. Ändra där, inte här. -->

{SUPPORT}

Bilderna visar de vägar som byter läge och som kan inträffa. En handling som kan göras var som helst är ritad bara där
ett ärende börjar. Den som kan göras utan att läget byts står bara i tabellen. En tid som har gått ut är en väg av sig
själv: då faller det som vilade på den.
"""


def page(processes: Processes) -> str:
    """Every process, one after the other."""
    return "\n".join([TOP, *(line for ready in processes.all.values() for line in _process(ready))]) + "\n"


def _process(ready: Ready) -> Iterator[str]:
    process = ready.process
    yield from (f"## {process.title}", "", f"{process.about} ({process.law})", "")
    yield from ("```mermaid", *mermaid(ready), "```", "")
    yield from ("| Läge | Ägare | Klockor | Lagrum |", "| --- | --- | --- | --- |")
    yield from (_row(ready, state) for state in process.states)
    yield from ("", "| Handling | Av vem | Andra får inte, enligt | Lagrum |", "| --- | --- | --- | --- |")
    yield from (_act_row(ready, act) for act in process.acts)
    yield from ("", "Det vi är osäkra på:", "", *(f"- {text}" for text in process.unsure))
    yield from (
        f"- {one.valid_from}–{one.valid_to or ''}: {one.text}" for one in process.wordings if one.sure != "read"
    )
    yield ""


def mermaid(ready: Ready) -> list[str]:
    """The states, and the ways between them, as a Mermaid state diagram."""
    key = {state: f"s{number}" for number, state in enumerate(ready.state)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_quoted(state.label)}" as {key[state.id]}' for state in ready.process.states]
    lines.append(f"    [*] --> {key[ready.process.start]}")
    for (start, end), names in _ways(ready).items():
        lines.append(f"    {key[start]} --> {key[end]}: {_quoted(', '.join(names))}")
    return lines + [f"    {key[state.id]} --> [*]" for state in ready.process.states if state.final]


def _ways(ready: Ready) -> dict[tuple[str, str], list[str]]:
    """What leads from each state to another, as far as it can happen. What can be done anywhere is only drawn where a
    matter begins, or begins again."""
    begins = {ready.process.start, *(state.id for state in ready.process.states if state.final)}
    found: dict[tuple[str, str], list[str]] = {}
    for way in Walks(ready).ways:
        start, end, act = way.start.state, way.end.state, ready.acts.by_id.get(way.by)
        if start == end or (act and act.from_states == ("*",) and start not in begins):
            continue
        name = act.label if act else f"tiden {way.by} har gått ut"
        if name not in found.setdefault((start, end), []):
            found[start, end].append(name)
    return {pair: sorted(found[pair]) for pair in sorted(found, key=lambda pair: _place(ready, pair))}


def _place(ready: Ready, pair: tuple[str, str]) -> tuple[int, int]:
    order = list(ready.state)
    return order.index(pair[0]), order.index(pair[1])


def _row(ready: Ready, state: ProcessState) -> str:
    times = [*state.clocks, *([f"vår tid, {state.own.days} dagar: {state.own.text}"] if state.own else [])]
    cells = (state.label, ready.roles.by_id[state.owner].label, "; ".join(times) or "slut", "; ".join(state.provisions))
    return f"| {' | '.join(map(_cell, cells))} |"


def _act_row(ready: Ready, act: Act) -> str:
    roles = dict.fromkeys(ready.roles.by_id[role].label for by in act.by for role in by.roles)
    others = act.or_else or "; ".join(act.else_provisions or act.provisions)
    return f"| {' | '.join(map(_cell, (act.label, ', '.join(roles), others, '; '.join(act.provisions))))} |"


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


def _quoted(text: str) -> str:
    # Mermaid ends a label at these.
    return text.replace('"', "'").replace(":", " ").replace(";", ",").replace("\n", " ")
