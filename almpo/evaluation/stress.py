"""Documents spoilt in the ways that reading goes wrong: what a confidence is fitted on beside good readings.

The rules were written with the annotated documents in view and hardly ever fail on them; what failure looks
like has to be shown otherwise. Numbers lose their decimal mark, their minus or a digit or change places with
a neighbour, as in misreadings; captions, notes and labels are written in words that no rule knows, as in a
language that nobody wrote rules for.
"""

import codecs
import random
from collections.abc import Callable

from almpo.evidence.documents import Cell, ParsedDocument, Table

SHARE = 0.05  # of the number cells of a document that are misread
STRANGE = 0.5  # share of the tables whose captions, and of those whose row labels, are in a strange language


def misread(parsed: ParsedDocument, dice: random.Random) -> ParsedDocument:
    """The document with some of the numbers of its tables misread."""
    return parsed.model_copy(update={"tables": tuple(_misread_table(t, dice) for t in parsed.tables)})


def in_strange_words(parsed: ParsedDocument, dice: random.Random) -> ParsedDocument:
    """The document with some of its captions, notes and row labels in words that say nothing to the rules."""
    return parsed.model_copy(update={"tables": tuple(_estranged(table, dice) for table in parsed.tables)})


def _estranged(table: Table, dice: random.Random) -> Table:
    if dice.random() < STRANGE:
        about = {"caption": _strange(table.caption), "note": _strange(table.note)}
        table = table.model_copy(update=about)
    if dice.random() < STRANGE:
        cells = [
            cell.model_copy(update={"text": _strange(cell.text)}) if cell.column == 0 else cell
            for cell in table.cells
        ]
        table = table.model_copy(update={"cells": tuple(cells)})
    return table


def _strange(text: str) -> str:
    return codecs.encode(text, "rot13")


def _misread_table(table: Table, dice: random.Random) -> Table:
    cells = list(table.cells)
    numbers = [i for i, cell in enumerate(cells) if cell.row >= table.header_rows and _is_number(cell)]
    for i in numbers:
        if dice.random() < SHARE:
            spoil = dice.choice((_without_mark, _without_minus, _other_digit, None))
            if spoil is None:
                _swap(cells, i, dice.choice(numbers))
            else:
                cells[i] = cells[i].model_copy(update={"text": spoil(cells[i].text, dice)})
    return table.model_copy(update={"cells": tuple(cells)})


def _is_number(cell: Cell) -> bool:
    return cell.column > 0 and sum(character.isdigit() for character in cell.text) >= 2


def _swap(cells: list[Cell], first: int, second: int) -> None:
    texts = cells[first].text, cells[second].text
    cells[first] = cells[first].model_copy(update={"text": texts[1]})
    cells[second] = cells[second].model_copy(update={"text": texts[0]})


def _without_mark(text: str, _: random.Random) -> str:
    return text.replace(".", "", 1).replace(",", "", 1)


def _without_minus(text: str, _: random.Random) -> str:
    return text.lstrip("-−– ")


def _other_digit(text: str, dice: random.Random) -> str:
    places = [i for i, character in enumerate(text) if character.isdigit()]
    at = dice.choice(places)
    return text[:at] + dice.choice("0123456789") + text[at + 1 :]


Spoil = Callable[[ParsedDocument, random.Random], ParsedDocument]
WAYS: tuple[Spoil, ...] = (misread, in_strange_words)
