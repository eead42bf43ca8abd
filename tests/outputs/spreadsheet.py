"""LibreOffice as a reader: files converted without a window, and its flat XML as {sheet: {"A1": cell}}."""
import os
import re
import shutil
import subprocess
from collections import namedtuple
from xml.etree import ElementTree

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NUMBERS = ("float", "percentage", "currency")

Cell = namedtuple("Cell", "value formula")


def convert(files, folder, reading=None, kind="fods"):
    """As flat OpenDocument, FOLDER/NAME.fods, or another kind. reading: how a CSV is to be taken."""
    os.makedirs(folder, exist_ok=True)
    program = shutil.which("libreoffice") or shutil.which("soffice")
    command = [program, "--headless", "--convert-to", kind, "--outdir", folder]
    done = subprocess.run(command + ([f"--infilter={reading}"] if reading else []) + files, check=False, timeout=240,
                          stdin=subprocess.DEVNULL, capture_output=True, env={**os.environ, "HOME": folder})
    wanted = [f"{folder}/{os.path.splitext(os.path.basename(file))[0]}.{kind}" for file in files]
    missing = [path for path in wanted if not os.path.exists(path)]
    assert not missing, f"LibreOffice did not read: {missing}\n{done.stderr.decode()}"
    return wanted


def address(column, row):
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row}"


def split(at):
    letters, row = re.fullmatch(r"([A-Z]+)([0-9]+)", at).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(row)


def text_of(element):
    text = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", 1))
        else:
            text += "\t" if child.tag == TEXT + "tab" else "\n" if child.tag == TEXT + "line-break" else text_of(child)
        text += child.tail or ""
    return text


def cells_of(table):
    """A chart in a cell has tables of its own: they are not the sheet's."""
    found, row = {}, 1
    groups = (TABLE + "table-header-rows", TABLE + "table-row-group", TABLE + "table-rows")
    for line in [one for part in table for one in (part if part.tag in groups else [part])]:
        if line.tag != TABLE + "table-row":
            continue
        column, rows = 1, int(line.get(TABLE + "number-rows-repeated", 1))
        for cell in line:
            kind, columns = cell.get(OFFICE + "value-type"), int(cell.get(TABLE + "number-columns-repeated", 1))
            if kind:
                number = kind in NUMBERS
                value = float(cell.get(OFFICE + "value")) if number else "\n".join(
                    text_of(part) for part in cell.findall(TEXT + "p"))
                assert number or kind in ("string", "boolean"), f"{address(column, row)}: taken for a {kind}: {value}"
                for i in range(rows * columns):  # neighbours that hold the same are written once
                    at = address(column + i % columns, row + i // columns)
                    found[at] = Cell(value, cell.get(TABLE + "formula"))
            column += columns
        row += rows
    return found


def read(path):
    book = ElementTree.parse(path).find(f"{OFFICE}body/{OFFICE}spreadsheet")
    return {table.get(TABLE + "name"): cells_of(table) for table in book.findall(TABLE + "table")}


def near(read_back, number):
    """It writes 15 digits, 14 where it writes an exponent."""
    return isinstance(read_back, float) and abs(read_back - number) <= 5e-14 * abs(number)
