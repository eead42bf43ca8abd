"""Takes a workbook apart without a spreadsheet: xlsx_check.py BOOK [JSON FOLDER_OF_CSV].

The parts: every relationship leads to a part, every part has a content type, indices of shared strings and styles are
in range, names and chart ranges point at cells that hold something, no formula anywhere. With the JSON of the same run:
every figure of it stands on the sheet Statistics, the same number to the last bit, in the workbook and in LibreOffice's
CSV of that sheet (there to the 15 digits that it writes)."""
import csv
import glob
import json
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


class Book:
    """The parts of a workbook as trees, and its sheets as {"A1": value}."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names)), "two parts with one name"
        self.parts = {name: ElementTree.fromstring(archive.read(name)) for name in names}
        self.strings = ["".join(text.text or "" for text in item.iter(MAIN + "t"))
                        for item in self.parts["xl/sharedStrings.xml"]]
        related = self.targets("xl/workbook.xml")
        self.sheets = {}
        for sheet in self.parts["xl/workbook.xml"].iter(MAIN + "sheet"):
            self.sheets[sheet.get("name")] = self.cells(self.parts[related[sheet.get(OFFICE + "id")]])

    def targets(self, part):
        """Relationships of a part: id -> part."""
        folder, name = posixpath.split(part)
        tree = self.parts.get(posixpath.join(folder, "_rels", name + ".rels"))
        if tree is None:
            return {}
        return {one.get("Id"): posixpath.normpath(posixpath.join(folder, one.get("Target")))
                for one in tree.iter(RELATIONSHIP + "Relationship")}

    def cells(self, tree):
        assert not list(tree.iter(MAIN + "f")), "a formula"
        styles = len(self.parts["xl/styles.xml"].find(MAIN + "cellXfs"))
        found, last_row = {}, 0
        for row in tree.iter(MAIN + "row"):
            assert int(row.get("r")) > last_row, "rows out of order"
            last_row = int(row.get("r"))
            for cell in row:
                assert int(cell.get("s", 0)) < styles, "no such style"
                value = cell.find(MAIN + "v")
                if value is None:
                    continue
                assert cell.get("t") in (None, "s")
                text = cell.get("t") == "s"
                found[cell.get("r")] = self.strings[int(value.text)] if text else float(value.text)
        return found


def check_relationships(book):
    used = {"[Content_Types].xml"}
    for name in book.parts:
        if not name.endswith(".rels"):
            continue
        used.add(name)
        folder, of = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), of[: -len(".rels")])
        assert source == "" or source in book.parts, f"{name}: its part is missing"
        targets = book.targets(source)
        for target in targets.values():
            assert target in book.parts, f"{name}: {target} is missing"
            used.add(target)
        if source:
            for element in book.parts[source].iter():
                for key, value in element.attrib.items():
                    assert key != OFFICE + "id" or value in targets, f"{source}: no relationship {value}"
    assert used == set(book.parts), f"parts that nothing leads to: {set(book.parts) - used}"


def check_content_types(book):
    tree = book.parts["[Content_Types].xml"]
    endings = {one.get("Extension") for one in tree.iter(TYPES + "Default")}
    parts = {one.get("PartName").lstrip("/") for one in tree.iter(TYPES + "Override")}
    assert parts <= set(book.parts), f"types of parts that are missing: {parts - set(book.parts)}"
    for name in set(book.parts) - parts - {"[Content_Types].xml"}:
        assert name.endswith(".rels") and "rels" in endings, f"{name}: only the type of its ending"


def range_of(book, text):
    """"'Grant value'!$A$2:$A$5" -> the sheet's cells and the addresses of the range."""
    match = re.fullmatch(r"(?:'(.+)'|([A-Za-z0-9_.]+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", text)
    assert match, text
    sheet = (match[1] or match[2]).replace("''", "'")
    assert sheet in book.sheets, f"{text}: no such sheet"
    column, first, last = match[3], int(match[4]), int(match[6] or match[4])
    return book.sheets[sheet], column, match[5] or column, first, last


def check_names_and_charts(book):
    names = 0
    for name in book.parts["xl/workbook.xml"].iter(MAIN + "definedName"):
        if name.get("name").startswith("_xlnm."):
            continue
        cells, column, _, row, _ = range_of(book, name.text)
        assert isinstance(cells[f"{column}{row}"], float), name.text
        names += 1
    charts = 0
    for part, tree in book.parts.items():
        if not part.startswith("xl/charts/"):
            continue
        charts += 1
        assert list(tree.iter(CHART + "ser")), f"{part}: a chart of nothing"
        for formula in tree.iter(CHART + "f"):
            cells, column, to, first, last = range_of(book, formula.text)
            assert column == to, formula.text
            for row in range(first, last + 1):
                assert f"{column}{row}" in cells, f"{part}: {column}{row} is empty"
    return names, charts


def figures_of(value, path=()):
    """Every figure in the JSON, with its path."""
    if isinstance(value, dict):
        if "estimate" in value:
            yield path, value
            return
        for key, member in value.items():
            yield from figures_of(member, path + (key,))
    elif isinstance(value, list):
        for item in value:
            name = item.get("name") if isinstance(item, dict) else None
            if name is not None:
                yield from figures_of(item, path + (name,))


def statistics_of(book):
    """(metric, group, statistic) -> the row as {heading: value}."""
    sheet = book.sheets["Statistics"]
    heading = {re.match("[A-Z]+", at)[0]: value for at, value in sheet.items() if re.fullmatch("[A-Z]+1", at)}
    rows = {}
    for at, value in sheet.items():
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", at).groups()
        if row != "1":
            rows.setdefault(row, {})[heading[column]] = value
    return {(row["metric"], row.get("group", ""), row["statistic"]): row for row in rows.values()}


def key_of(path):
    """Where a figure of the JSON stands in the statistics."""
    if path[0] == "exits":
        return ("equity_value", path[1], path[2]) if len(path) == 3 else (path[2], path[1], path[3])
    path = [name for name in path if name not in ("metrics", "quantiles")]
    return (path[0], "", path[1])


FIELDS = ("estimate", "std_error", "ci_low", "ci_high", "level")


def check_figures(book, report):
    rows, compared = statistics_of(book), 0
    for path, figure in figures_of(report):
        row = rows[key_of(path)]
        for field in FIELDS:
            assert row.get(field) == figure[field], f"{path} {field}: {row.get(field)!r}, JSON {figure[field]!r}"
            compared += figure[field] is not None
        assert (row["method"], row["status"]) == (figure["method"], figure["status"]), path
    for exit_ in report["exits"]:
        assert rows["equity_value", exit_["name"], "probability"]["estimate"] == exit_["probability"]
    histogram = report["metrics"]["net_advantage"]["histogram"]
    on_sheet = set(value for value in book.sheets["Distribution"].values() if isinstance(value, float))
    missing = [number for number in histogram["edges"] + histogram["shares"] if number not in on_sheet]
    assert not missing, f"not in the distribution: {missing}"
    assert compared > 100
    return compared


def number_of(text):
    """LibreOffice writes what one would type into the cell."""
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def check_csv(report, folder):
    """What LibreOffice made of it."""
    with open(glob.glob(f"{folder}/*-Statistics.csv")[0], encoding="utf-8", newline="") as file:
        rows = {(row["metric"], row["group"], row["statistic"]): row for row in csv.DictReader(file)}
    compared = 0
    for path, figure in figures_of(report):
        row = rows[key_of(path)]
        for field in FIELDS:
            number = figure[field]
            if number is None:
                assert row[field] == "", f"{path} {field}: {row[field]}"
                continue
            near = abs(number_of(row[field]) - number) <= 1e-14 * abs(number)
            assert near, f"{path} {field}: {row[field]}, JSON {number}"
            compared += 1
    return compared


def main(arguments):
    book = Book(arguments[0])
    check_relationships(book)
    check_content_types(book)
    names, charts = check_names_and_charts(book)
    assert names and charts
    said = f"{len(book.sheets)} sheets, {charts} charts, {names} names"
    if len(arguments) > 1:
        with open(arguments[1], encoding="utf-8") as file:
            report = json.load(file)
        said += f", {check_figures(book, report)} numbers stored, {check_csv(report, arguments[2])} read by LibreOffice"
    print(said)


if __name__ == "__main__":
    main(sys.argv[1:])
