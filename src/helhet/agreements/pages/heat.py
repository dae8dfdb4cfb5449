"""The picture of needs × principals: cells in rows, drawn once for wide screens and paper, once for narrow ones."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cell:
    """What one principal is for a need; mark is the sign that stands for it beside the colour."""

    state: str
    mark: str
    text: str


@dataclass(frozen=True)
class Line:
    """A need with a cell for each principal and one for nobody, and every way it stands in words."""

    need: str
    group: str
    cells: list[Cell]
    said: list[str]


@dataclass(frozen=True)
class Layout:
    """How the picture is laid out: beside each other on a wide screen, cells under the need on a narrow one."""

    name: str
    cells_from: int
    cells_wide: int  # all of them together, for as many as there are
    cells_down: int
    row: int
    longest: int  # characters of a need that fit


LAYOUTS = (Layout("wide", 430, 440, 0, 26, 46), Layout("narrow", 0, 284, 20, 50, 31))
TOP, HEADING, BASELINE, WIDEST = 34, 34, 16, 110


@dataclass(frozen=True)
class Heat:
    """A picture: texts are (class, x, y, text), cells (state, x, y)."""

    name: str
    width: int
    height: int
    cell_width: int
    texts: list[tuple[str, int, int, str]]
    cells: list[tuple[str, int, int]]


def heat(layout: Layout, columns: list[str], lines: list[Line]) -> Heat:
    """The cells of every need in rows, group by group."""
    step = min(layout.cells_wide // len(columns), WIDEST)
    picture = Heat(layout.name, layout.cells_from + step * len(columns), 0, step - 6, [], [])
    lefts = [layout.cells_from + step * n for n in range(len(columns))]
    middle = picture.cell_width // 2
    picture.texts.extend(("column", left + middle, 22, name) for left, name in zip(lefts, columns, strict=True))
    y, group = TOP, ""
    for line in lines:
        if line.group != group:
            group = line.group
            picture.texts.append(("level", 0, y + HEADING - 10, group))
            y += HEADING
        picture.texts.append(("", 0, y + BASELINE, short(line.need, layout.longest)))
        down = y + layout.cells_down
        for left, one in zip(lefts, line.cells, strict=True):
            picture.cells.append((one.state, left, down))
            if one.mark:
                picture.texts.append(("sign", left + middle, down + BASELINE, one.mark))
        y += layout.row
    return replace(picture, height=y)


def short(text: str, longest: int) -> str:
    """A text as it fits; whole words only."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
