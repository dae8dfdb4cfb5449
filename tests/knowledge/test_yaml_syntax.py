"""What is said of a file that cannot be read as YAML: the line, what is wrong and what to do, in Swedish."""

import re
from pathlib import Path

import pytest

from helhet.knowledge.yamlfile import read

HEAD = "a:\n  - id: x\n"
FAULTS = {
    "colon": (HEAD + "    text: Vård: enligt avtal\n", 3, "kolon inuti text"),
    "colon in braces": ("a: {x: Vård: enligt}\n", 1, "kolon inuti text"),
    "colon in brackets": ("a: [Vård: i hemmet: alltid]\n", 1, "kolon inuti text"),
    "quote never closed": (HEAD + '    text: "Vård\n    b: c\n', 3, "inget som slutar"),
    "single quote never closed": (HEAD + "    text: 'Vård\n", 3, "inget som slutar"),
    "quote missing, others follow": (HEAD + '    text: "Vård\n    b: "c"\n', 4, "citattecken står runt hela"),
    "quote round a part": (HEAD + '    text: "Vård" och mer\n', 3, "citattecken står runt hela"),
    "too far out": (HEAD + "   text: y\n", 3, "fel indrag"),
    "too far in": (HEAD + "    k: v\n      text: y\n", 4, "fel indrag"),
    "item too far out": (HEAD + " - id: y\n", 3, "fel indrag"),
    "item beside a value": ("a: b\n- c\n", 2, "fel indrag"),
    "tab": (HEAD + "\ttext: y\n", 3, "tabb"),
    "same key twice": (HEAD + "    id: y\n", 3, "id står två gånger"),
    "bracket never closed": ("a: [x, y\n", 1, "stängs aldrig. Sätt ]"),
    "brace never closed": ("a: {x: y\nb: c\n", 2, "parentesen { från rad 1 är inte stängd"),
    "bracket open at the next field": (HEAD + "    n: [a, b\n    c: d\n", 4, "parentesen [ från rad 3 är inte stängd"),
    "wrong bracket": ("a: [x, y}\n", 1, "Sätt ]"),
    "bracket too many": ("a: [x, y]]\n", 1, "] står här utan"),
    "no colon": (HEAD + "    text y\n    b: c\n", 3, "namn: värde"),
    "no space": ("a: b\nc:d\n", 2, "namn: värde"),
    "at": ("a: @x\n", 1, "inte börja med @"),
    "per cent": ("a: %x\n", 1, "inte börja med %"),
    "star": ("a: *x\n", 1, "inte börja med *"),
    "ampersand": ("a: & x\n", 1, "inte börja med &"),
    "backslash": ('a: "C:\\m"\n', 1, "snedstrecket"),
    "two documents": ("a: b\n---\nc: d\n", 2, "nytt dokument"),
    "invisible": ("a: b\nc: \x07\n", 2, "inte syns"),
    "no such day": ("a: b\nc: 2021-13-45\n", 2, "2021-13-45 finns inte"),
    "after a bar": ("a: | hej\n", 1, "på nästa rad"),
    "more than": ("a: >5 år\n", 1, "citattecken"),
    "comma too many": ("a: {b, , d: e}\n", 1, "komma är för mycket"),
    "list beside a key": ("a: - b\n", 1, "på nästa rad"),
    "anything else": ("<<: 1\n", 1, "går filen inte att läsa"),
    "not a number": ("a: !!int y\n", 1, "annan form"),
}
ENGLISH = re.compile(r"\b(expected|found|while|but|the|allowed|must|character|mapping|scalar)\b")


@pytest.mark.parametrize(("text", "line", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_form_of_a_file(tmp_path: Path, text: str, line: int, said: str) -> None:
    file = tmp_path / "duties.yaml"
    file.write_text(text, "utf-8")
    (problem,) = read(file).problems
    assert str(problem).startswith(f"duties.yaml:{line}: ")
    assert said in problem.text
    assert not ENGLISH.search(problem.text)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "duties.yaml"
    file.write_bytes("a: b\nc: Vård\n".encode("latin-1"))
    (problem,) = read(file).problems
    assert (problem.line, "UTF-8" in problem.text) == (2, True)
    (problem,) = read(tmp_path).problems
    assert "går inte att öppna" in problem.text
