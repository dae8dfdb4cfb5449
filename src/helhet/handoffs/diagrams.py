"""docs/generated/overlamningar.md: how a hand-off goes on each side, drawn from the tables that the system follows."""

from helhet.kernel.transitions import Transitions

from .rules import RECEIVED, SENT

TOP = """# Överlämningar

Görs av `helhet docs` ur tabellerna i `handoffs/rules.py`. Avsändare och mottagare har var sin halva. De delar bara
utlämnandets id, och varje halva ändras bara av en handling på den egna sidan eller av ett besked från den andra.
"""
SIDES = {
    "request": "En förfrågan",
    "filing": "En ansökan eller anmälan",
    "request_outside": "En förfrågan till någon utanför systemet",
    "filing_outside": "En ansökan eller anmälan till någon utanför systemet",
}


def page() -> str:
    """Every table as a picture and as rows."""
    sent = [_section(f"{SIDES[name]}, hos den som skickar", table) for name, table in SENT.items()]
    came = [_section(f"{SIDES[name]}, hos den som får", table) for name, table in RECEIVED.items()]
    return "\n".join([TOP, *sent, *came])


def _section(title: str, table: Transitions) -> str:
    head = ["| Läge | Handling | Nytt läge | Av vem |", "| --- | --- | --- | --- |"]
    rows = [f"| {' | '.join(row)} |" for row in table.as_rows()]
    return "\n".join([f"## {title}", "", "```mermaid", table.as_mermaid(), "```", "", *head, *rows, ""])
