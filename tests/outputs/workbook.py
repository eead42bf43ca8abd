"""A workbook as it lies in its file: its parts as trees, its sheets as {"A1": value}, its charts and what they draw."""
import posixpath
import re
import zipfile
from collections import namedtuple
from xml.etree import ElementTree

import spreadsheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
AXES = (CHART + "catAx", CHART + "valAx")
Chart = namedtuple("Chart", "kind title axes sheet series")  # axes: their names; series: (name, categories, values)


class Book:
    """The parts of a workbook as trees, and its sheets as {"A1": value}."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names)), "two parts with one name"
        self.parts = {name: ElementTree.fromstring(archive.read(name)) for name in names}
        related = self.targets("xl/workbook.xml")
        self.part_of = {sheet.get("name"): related[sheet.get(OFFICE + "id")]
                        for sheet in self.parts["xl/workbook.xml"].iter(MAIN + "sheet")}
        self.formulas = {}  # (sheet, "A1") -> text
        self.sheets = {name: self.cells(self.parts[part], name) for name, part in self.part_of.items()}

    def targets(self, part):
        """Relationships of a part: id -> part."""
        folder, name = posixpath.split(part)
        tree = self.parts.get(posixpath.join(folder, "_rels", name + ".rels"))
        if tree is None:
            return {}
        return {one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target")))
                for one in tree.iter(RELATIONSHIP + "Relationship")}

    def cells(self, tree, name):
        styles = len(self.parts["xl/styles.xml"].find(MAIN + "cellXfs"))
        found, last_row = {}, 0
        for row in tree.iter(MAIN + "row"):
            assert int(row.get("r")) > last_row, "rows out of order"
            last_row, last_column = int(row.get("r")), 0
            for cell in row:
                column, of_row = spreadsheet.split(cell.get("r"))
                assert of_row == last_row and column > last_column, f"{cell.get('r')} out of order"
                last_column = column
                assert int(cell.get("s", 0)) < styles, "no such style"
                assert cell.get("t") in (None, "inlineStr")
                if cell.find(MAIN + "f") is not None:
                    self.formulas[name, cell.get("r")] = cell.find(MAIN + "f").text
                if cell.get("t"):
                    text = "".join(one.text or "" for one in cell.iter(MAIN + "t"))
                    found[cell.get("r")] = re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), text)
                elif cell.find(MAIN + "v") is not None:
                    found[cell.get("r")] = float(cell.find(MAIN + "v").text)
        return found


def range_of(book, text):
    """"'Grant value'!$A$2:$A$5" -> the sheet's cells and the addresses of the range."""
    match = re.fullmatch(r"(?:'(.+)'|([A-Za-z0-9_.]+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", text)
    assert match, text
    sheet = (match[1] or match[2]).replace("''", "'")
    assert sheet in book.sheets, f"{text}: no such sheet"
    column, first, last = match[3], int(match[4]), int(match[6] or match[4])
    return book.sheets[sheet], column, match[5] or column, first, last


def sheet_of(book, part):
    """The sheet that shows a chart."""
    (drawing,) = (name for name in book.parts if name.startswith("xl/drawings/drawing")
                  and part in book.targets(name).values())
    (sheet,) = (name for name, own in book.part_of.items() if drawing in book.targets(own).values())
    return sheet


def kept_values(book, part, reference):
    """What a chart's range holds; what the chart keeps of it is the same."""
    formula = reference.find(CHART + "f").text
    cells, column, to, first, last = range_of(book, formula)
    assert column == to, formula
    values = []
    for row in range(first, last + 1):
        assert f"{column}{row}" in cells, f"{part}: {column}{row} is empty"
        values.append(cells[f"{column}{row}"])
    for point in reference.iter(CHART + "pt"):
        kept, value = point.find(CHART + "v").text, values[int(point.get("idx"))]
        same = spreadsheet.near(float(kept), value) if isinstance(value, float) else kept == value
        assert same, f"{part}: {formula} is {value}, kept {kept}"
    return values


def charts_of(book):
    found = []
    for part, tree in book.parts.items():
        if not part.startswith("xl/charts/"):
            continue
        for reference in [*tree.iter(CHART + "numRef"), *tree.iter(CHART + "strRef")]:
            kept_values(book, part, reference)
        series = []
        for one in tree.iter(CHART + "ser"):
            name = one.findtext(f"{CHART}tx//{CHART}v", "")
            series.append((name, *([value for at in (axis, other) if one.find(CHART + at) is not None
                                    for reference in one.find(CHART + at)
                                    for value in kept_values(book, part, reference)]
                                   for axis, other in (("cat", "xVal"), ("val", "yVal")))))
        assert series, f"{part}: a chart of nothing"
        kinds = [element.tag[len(CHART):] for element in tree.iter(CHART + "plotArea").__next__()]
        title = "".join(text.text for text in tree.find(CHART + "chart").find(CHART + "title").iter(DRAWING + "t"))
        axes = ["".join(text.text for text in axis.iter(DRAWING + "t")) for axis in tree.iter() if axis.tag in AXES]
        kind = next(kind for kind in kinds if kind.endswith("Chart"))
        found.append(Chart(kind, title, axes, sheet_of(book, part), series))
    return found
