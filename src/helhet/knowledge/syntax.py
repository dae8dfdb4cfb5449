"""Says in Swedish what is wrong in a file that cannot be read as YAML, and what to do about it."""

import re
from collections.abc import Callable
from datetime import date

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

Place = tuple[int, str]

_CLOSES = {"sequence": ("[", "]"), "mapping": ("{", "}")}
_COLON = "kolon inuti text gör den till ett fält. Sätt citattecken runt hela texten"
_INDENT = (
    "raden har fel indrag. Fälten i en post ska börja lika långt in, och posterna i en lista med streck under varandra"
)
_LOOSE = (
    "texten hör inte ihop med det som står före. Kontrollera här och på raden ovanför att citattecken står runt hela "
    "texten, i början och i slutet"
)
_ELSE = (
    "här går filen inte att läsa som YAML. Kontrollera kolon, citattecken, indrag och parenteser på raden och på raden "
    "ovanför"
)
# What the parser says of a line → what we say. Groups of the pattern are filled in.
_SAYS = {
    r"found character '\\t'": "raden börjar med tabb. Byt varje tabb mot mellanslag",
    r"found character '(.)'": "text får inte börja med {0}. Sätt citattecken runt texten",
    r'found duplicate key "(.*?)" with': (
        "{0} står två gånger i samma post. Ta bort det ena, eller börja en ny post med streck"
    ),
    r"expected <block end>, but found '(?:<block (?:mapping|sequence) start>|-|\?)'": _INDENT,
    r"expected <block end>, but found '([\]},])'": "{0} står här utan att någon parentes är öppen. Ta bort det",
    r"expected <block end>": _LOOSE,
    r"sequence entries are not allowed": "ett streck får inte stå efter kolon. Börja listan på nästa rad",
    r"found undefined alias": "text får inte börja med *. Sätt citattecken runt texten",
    r"expected alphabetic or numeric character": "text får inte börja med & eller *. Sätt citattecken runt texten",
    r"found unknown escape character": (
        "snedstrecket \\ är ett styrtecken inom \". Skriv \\\\, eller sätt ' runt texten i stället"
    ),
    r"expected a comment or a line break": (
        "efter | eller > ska texten börja på nästa rad. Ska tecknet stå i texten: sätt citattecken runt den"
    ),
    r"found another document": "en rad med --- börjar ett nytt dokument, och en fil får bara ha ett. Ta bort raden",
    r"expected the node content": "här saknas ett värde. Kontrollera om ett komma är för mycket",
}


def misread(error: Exception, text: str) -> Place:
    """The line of a fault (first line is 1) and one sentence: what is wrong and what to do."""
    if isinstance(error, MarkedYAMLError):
        return _marked(error, text)
    if isinstance(error, ReaderError):
        return _line_at(text, error.position), "här står ett tecken som inte syns och inte får finnas. Ta bort det"
    if isinstance(error, UnicodeDecodeError):
        before = error.object[: error.start].count(b"\n")
        return before + 1, "filen är inte sparad som UTF-8. Spara om den med teckenkodningen UTF-8"
    if isinstance(error, OSError):
        return 1, "filen går inte att öppna. Kontrollera att den är en fil och att du får läsa den"
    return _value(text) if isinstance(error, ValueError) and not isinstance(error, YAMLError) else (1, _ELSE)


def _marked(error: MarkedYAMLError, text: str) -> Place:
    here = error.problem_mark.line + 1 if error.problem_mark else 1
    begun = error.context_mark.line + 1 if error.context_mark else here
    problem, context = str(error.problem or ""), str(error.context or "")
    for part, say in _CONTEXTS.items():
        if part in context:
            return say(problem, here, begun)
    if "mapping values are not allowed" in problem:
        return here, _colon_or_indent(text, here)
    return here, _said(problem)


def _said(problem: str) -> str:
    for pattern, sentence in _SAYS.items():
        if found := re.search(pattern, problem):
            return sentence.format(*found.groups())
    return _ELSE


def _quote(problem: str, here: int, begun: int) -> Place:
    if "escape" in problem:
        return here, _said(problem)
    return begun, "citattecknet som börjar texten har inget som slutar den. Sätt ett likadant sist i texten"


def _key(_problem: str, _here: int, begun: int) -> Place:
    return begun, "kolon följt av mellanslag saknas efter fältets namn. Skriv namn: värde"


def _bracket(kind: str) -> Callable[[str, int, int], Place]:
    opens, closes = _CLOSES[kind]

    def say(problem: str, here: int, begun: int) -> Place:
        if "<stream end>" in problem:
            return begun, f"parentesen {opens} stängs aldrig. Sätt {closes} där den ska sluta"
        if here == begun and "':'" in problem:
            return here, _COLON
        since = f" från rad {begun}" if here != begun else ""
        return (
            here,
            f"parentesen {opens}{since} är inte stängd här. Sätt {closes}, eller komma mellan det som räknas upp",
        )

    return say


# What the parser was doing says more than what it met there.
_CONTEXTS: dict[str, Callable[[str, int, int], Place]] = {
    "quoted scalar": _quote,
    "simple key": _key,
    "flow sequence": _bracket("sequence"),
    "flow mapping": _bracket("mapping"),
}


def _colon_or_indent(text: str, line: int) -> str:
    """The parser says the same of both. Two colons on a line: a text with a colon; else the line is too far in."""
    rows = text.split("\n")
    row = rows[line - 1] if line <= len(rows) else ""
    colons = len(re.findall(r":(?=\s|$)", row))
    return _COLON if colons > 1 else f"{_INDENT}. En text på flera rader med kolon i behöver citattecken"


def _value(text: str) -> Place:
    """A value that looks like a date or a number and is none; the parser does not say where."""
    for number, row in enumerate(text.split("\n"), start=1):
        for day in re.findall(r"\b\d{4}-\d\d?-\d\d?\b", row):
            if not _exists(day):
                return number, f"{day} finns inte i kalendern. Rätta dagen"
    return 1, "ett värde har en annan form än det ser ut att ha. Sätt citattecken runt text som liknar tal och dagar"


def _exists(day: str) -> bool:
    year, month, number = map(int, day.split("-"))
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
