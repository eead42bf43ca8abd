"""Is a workbook what a spreadsheet takes without repairing it, and are its numbers those of the JSON?
xlsx_check.py PROGRAM FOLDER

Without a spreadsheet, since those repair silently: every relationship leads to a part, every part has a content type,
elements stand in their order, indices of styles are in range, names and chart ranges point at cells
that hold something, formulas are those of the program and come to what is shown, the sheets, frozen headings and charts that the command promises are there.
Every figure of the JSON stands on the sheet Statistics to the last bit, and no other sheet holds another number.

A workbook that `init` writes is the same offer after LibreOffice has saved it.

Then LibreOffice opens it: the same texts, the same numbers (to the 15 digits that it writes), still no formula. A
formula of every defined name, put into a copy, comes to the figure that it names."""
import bisect
import json
import os
import posixpath
import re
import sys
import zipfile
from xml.sax.saxutils import escape

import result_cases
import spreadsheet
import text_check
from workbook import MAIN, OFFICE, Book, charts_of, range_of

TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# The order of ECMA-376, of the elements that a sheet may have here.
ORDER = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "mergeCells",
         "conditionalFormatting", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "drawing")


# --- the parts -------------------------------------------------------------------------------------------------------

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


def check_strings_and_styles(book):
    texts = [text for cells in book.sheets.values() for text in cells.values() if isinstance(text, str)]
    assert max(map(len, texts)) <= 32767
    styles = book.parts["xl/styles.xml"]
    known = {int(one.get("numFmtId")): one.get("formatCode") for one in styles.iter(MAIN + "numFmt")}
    assert all(len(code) <= 255 for code in known.values()), "a number format too long"
    for style in styles.find(MAIN + "cellXfs"):
        number = int(style.get("numFmtId"))
        assert number < 164 or number in known, f"no number format {number}"
        for key, list_name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            assert int(style.get(key)) < len(styles.find(MAIN + list_name)), f"no {key} {style.get(key)}"


def check_sheets(book):
    """Their names and the order of their elements."""
    names = [name.lower() for name in book.sheets]
    assert len(names) == len(set(names)), "two sheets with one name"
    for name, part in book.part_of.items():
        assert 0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name), f"sheet name {name}"
        tree, cells = book.parts[part], book.sheets[name]
        order = [ORDER.index(element.tag[len(MAIN):]) for element in tree]
        assert order == sorted(order), f"{part}: elements out of order"
        rows = [spreadsheet.split(at)[1] for at in cells]
        last = 0
        for column in tree.iter(MAIN + "col"):
            assert last < int(column.get("min")) <= int(column.get("max")), f"{part}: columns overlap"
            last = int(column.get("max"))
        panes = list(tree.iter(MAIN + "pane"))
        assert len(panes) == 1 and panes[0].get("state") == "frozen", f"{name}: no frozen heading"
        frozen = int(panes[0].get("ySplit"))
        assert any(row <= frozen for row in rows), f"{name}: what is frozen is empty"


def names_of(book):
    """Defined name -> number; each once, no address of a cell."""
    found = {}
    for name in book.parts["xl/workbook.xml"].iter(MAIN + "definedName"):
        key = name.get("name")
        if key.startswith("_xlnm."):
            continue
        cells, column, _, row, _ = range_of(book, name.text)
        assert isinstance(cells[f"{column}{row}"], float), name.text
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", key) and len(key) <= 255, key
        assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[RrCc]", key), f"{key} is an address"
        assert key.lower() not in map(str.lower, found), f"{key} twice"
        found[key] = cells[f"{column}{row}"]
    return found


# --- what is promised ------------------------------------------------------------------------------------------------

SHEETS = {
    "run": ["Statistics", "Exits", "Distribution", "Grant value"],
    "compare": ["Statistics", "Comparison"],
    "sweep": ["Statistics", "Sweep"],
    "sensitivity": ["Statistics", "Sensitivity"],
    "breakeven": ["Statistics", "Breakeven"],
    "waterfall": ["Waterfall", "Data"],
    "coverage": ["Statistics", "Coverage"],
}
CHARTS = {
    "run": [("barChart", "Net advantage: share of futures"), ("scatterChart", "The chance of more than an amount"),
            ("barChart", "Where the grant's value goes"), ("barChart", "Exits")],
    "compare": [("barChart", "Net advantage over the market job")],
    "sweep": [("barChart", "Scenarios")],
    "sensitivity": [("barChart", "Net advantage with one input at its ends")],
    "waterfall": [("barChart", "Who gets which part")],
}
FIRST = ("compare", "sweep", "sensitivity", "waterfall", "run")  # what the first chart of these shows is what came out


def check_promises(book, report, command, charts):
    for sheet in ["Summary", "Assumptions", "Inputs"] + SHEETS.get(command, []):
        assert sheet in book.sheets, f"no sheet {sheet}: {list(book.sheets)}"
    too_few = command == "sweep" and sum(not one["error"] for one in report["scenarios"]) < 2
    for kind, title in [] if too_few else CHARTS.get(command, []):
        found = [one for one in charts if one.kind == kind and one.title.startswith(title)]
        assert found, f"no {title}: {[one[:2] for one in charts]}"
        first = command in FIRST and title == CHARTS[command][0][1]
        assert not first or found[0].sheet == next(iter(book.sheets)), f"{title} is on {found[0].sheet}"


def wanted_series(report, command):
    """(name, or the amount in it, categories, values) of each series that the first chart draws; None: not told here."""
    figures = result_cases.figures(report)
    if command == "sweep":
        drawn = [one for one in report["scenarios"] if not one["error"]]
        means = [figures[one["name"], "net_advantage", "", "mean"]["estimate"] for one in drawn]
        return [("Net advantage", ["".join(re.findall(r"=([^,]*)", one["name"])) for one in drawn], means)]
    if command == "sensitivity":
        mean = figures["", "net_advantage", "", "mean"]["estimate"]
        swings = [(abs(figure["estimate"]), key[2]) for key, figure in figures.items()
                  if key[3] == "swing" and figure["estimate"] is not None]
        inputs = [name for _, name in sorted(swings, key=lambda one: -one[0])[:12]]
        return [(words, inputs, [figures["", "net_advantage", name, end]["estimate"] - mean for name in inputs])
                for words, end in (("input at its low end", "tornado_low"), ("input at its high end", "tornado_high"))]
    if command == "waterfall":
        return [(exit_["exit"], [line["class"] for line in exit_["classes"]], result_cases.parts(exit_))
                for exit_ in report["exits"]]
    return None


def check_drawn(report, command, charts):
    """The chart that tells what came out draws all of it, in order."""
    wanted = wanted_series(report, command)
    if wanted is None or not charts:
        return
    assert len(charts) == 1 or command == "waterfall"  # which draws what each class gets, by the price, too
    assert len(wanted) > 1 or charts[0].series[0][0] in charts[0].axes, f"what is it? {charts[0].axes}"
    for (name, things, numbers), (shown, labels, values) in zip(wanted, charts[0].series, strict=True):
        amount = text_check.TOKEN.search(shown)
        assert name == shown or text_check.shows(amount, name, None, "short"), f"{shown} is not {name}"
        assert len(values) == len(numbers) and all(map(spreadsheet.near, values, numbers)), f"{values}, JSON {numbers}"
        labels = [label.replace(", ", "") for label in labels] if command == "sweep" else labels
        things = map(result_cases.plain_name, things) if command == "sensitivity" else things
        things = list(map(text_in_cell, things))
        assert labels == things, f"{labels}, JSON {things}"


# --- the numbers -----------------------------------------------------------------------------------------------------

def statistics_of(book):
    """(offer or scenario, metric, group, statistic) -> the row as {heading: value}."""
    sheet = book.sheets.get("Statistics", {})
    heading = {re.match("[A-Z]+", at)[0]: value for at, value in sheet.items() if re.fullmatch("[A-Z]+1", at)}
    rows = {}
    for at, value in sheet.items():
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", at).groups()
        if row != "1":
            rows.setdefault(row, {})[heading[column]] = value
    return {(row.get("offer", row.get("scenario", "")), row["metric"], row.get("group", ""), row["statistic"]): row
            for row in rows.values() if "metric" in row}, rows.values()


def check_figures(book, report):
    rows, all_rows = statistics_of(book)
    figures = {tuple(map(text_in_cell, key)): figure for key, figure in result_cases.figures(report).items()}
    assert set(rows) == set(figures), f"not in both: {set(rows) ^ set(figures)}"
    for key, figure in figures.items():
        for field in result_cases.FIELDS:
            if field in figure:
                got = rows[key].get(field)
                assert got == figure[field], f"{key} {field}: {got!r}, JSON {figure[field]!r}"
        for field in ("method", "status", "note", "unit"):
            if field in figure:
                assert rows[key].get(field, "") == figure[field], f"{key} {field}"
        name = rows[key].get("name")
        if "scenarios" not in report and figure["estimate"] is not None:
            assert book.names.get(name) == figure["estimate"], f"{key}: its name is {name}"
    scenarios = report.get("scenarios", [])
    for scenario in scenarios:
        of_it = [row for row in all_rows if row["scenario"] == scenario["name"]]
        assert len(of_it) == max(len(scenario["results"]), 1)
        for row in of_it:
            assert all(row[path] == number for path, number in scenario["varied"].items()), row
        if scenario["error"]:
            assert of_it[0]["status"] == text_in_cell(scenario["error"])


def derived(report):
    """Numbers that a page has besides those of the JSON: what is left of a histogram above an edge, the chance of more
    than a percentile, what one stage, end or offer has more than another, a class's part of what is paid out."""
    for run in report.get("runs", [report]):
        histograms = [metric["histogram"] for metric in run.get("metrics", {}).values() if "histogram" in metric]
        histograms += [offer["histogram"] for offer in run.get("offers", []) if "histogram" in offer]
        for histogram in histograms:
            above = 0
            for share in reversed(histogram["shares"]):
                above += share
                yield above
        yield from (1 - percent / 100 for percent in (1, 5, 10, 25, 50, 75, 90, 95, 99))
        for exit_ in run.get("exits", []):
            yield from result_cases.parts(exit_)
        money = [figure["estimate"] for figure in result_cases.figures(run).values()
                 if figure["estimate"] is not None and figure.get("unit") != "share"]
        yield from (a - b for a in money for b in money)


def payoffs(program, case, charts):
    """Of the curves of a waterfall: what the program says at the same exits, asked for one by one, checked; these numbers
    are in no JSON of the case."""
    curves = [chart for chart in charts if chart.title == "Who gets what at which price"]
    if not curves:
        return []
    exits = [float(exit_) for exit_ in curves[0].series[0][1]]
    command = result_cases.CASES[case][:2] + ["--exit", ",".join(f"{exit_:.17g}" for exit_ in exits), "--format", "json", "-q"]
    told = json.loads(result_cases.offercast(program, command))["exits"]
    for name, _, values in curves[0].series:
        paid = [line["payout"] for exit_ in told for line in exit_["classes"] if line["class"] == name]
        assert len(paid) == len(values), f"{name}: {len(values)} points, {len(paid)} exits"
        for one, other in zip(values, paid):
            assert abs(one - other) <= 1e-9 * max(exits), f"{name}: {one} on the curve, {other} at that exit"
    return [number for _, xs, ys in curves[0].series for number in [*map(float, xs), *ys]]


def check_other_sheets(book, report, payoff):
    """What the other sheets show is rounded by a format; the number behind it is one of the JSON or derived of them.
    The inputs and what was assumed are not in the JSON as numbers."""
    known = sorted([*result_cases.numbers(report), *derived(report), *payoff])
    for name, cells in book.sheets.items():
        if name in ("Statistics", "Assumptions", "Inputs"):
            continue
        for at, value in cells.items():
            if isinstance(value, float):
                error = 1e-12 * abs(value)
                place = bisect.bisect_left(known, value - error)
                found = place < len(known) and known[place] <= value + error
                assert found, f"{name} {at}: {value} is not in the JSON"


def text_in_cell(text):
    """What no cell may hold, or could steer a reader, is written as in a terminal."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", lambda match:
                  f"\\x{ord(match[0]):02x}" if match[0] < "\x80" else f"\\u{ord(match[0]):04x}", text)


def same_cells(path, book):
    """LibreOffice reads the same."""
    read = spreadsheet.read(path)
    assert list(read) == list(book.sheets), f"{list(read)} {list(book.sheets)}"
    for name, cells in book.sheets.items():
        wanted = {at: value for at, value in cells.items() if value != ""}
        assert set(read[name]) == set(wanted), f"{name}: {sorted(set(read[name]) ^ set(wanted))}"
        for at, value in wanted.items():
            got = read[name][at]
            assert (got.formula is None) == ((name, at) not in book.formulas), f"{name} {at}: a formula {got.formula}"
            same = spreadsheet.near(got.value, value) if isinstance(value, float) else got.value == value
            assert same, f"{name} {at}: {got.value!r}, written {value!r}"


def add_formulas(book, names, source, target):
    """A copy whose summary has one more row, far below, for each name: twice its number."""
    first = 1 + max(spreadsheet.split(at)[1] for at in book.sheets["Summary"])
    rows = "".join(f'<row r="{first + i}"><c r="A{first + i}"><f>2*{escape(name)}</f></c></row>'
                   for i, name in enumerate(names))
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part == book.part_of["Summary"]:
                text = text.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(part, text)
    return first


def check_formulas(path, names, first):
    cells = spreadsheet.read(path)["Summary"]
    for i, (name, number) in enumerate(names.items()):
        got = cells[f"A{first + i}"]
        assert got.formula and spreadsheet.near(got.value, 2 * number), f"{name}: {got}, wanted twice {number}"


# Where formulas are tried: names of exits, of offers, of inputs, and of all that a hostile offer makes of them.
FORMULAS = ("run_cap", "run_two", "compare_hostile", "sensitivity_hostile")


def check_live(book, command):
    """Each formula computed from its cells is the number that is shown."""
    for (sheet, at), formula in book.formulas.items():
        cells = book.sheets[sheet]
        span = re.fullmatch(r"SUM\(([A-Z]+)(\d+):\1(\d+)\)", formula)
        part = re.fullmatch(r"([A-Z]+\d+)/(SUM\(([A-Z]+)(\d+):\3(\d+)\))", formula)
        if part:
            whole = sum(cells[f"{part[3]}{row}"] for row in range(int(part[4]), int(part[5]) + 1))
            assert abs(cells[part[1]] / whole - cells[at]) <= 1e-8, f"{sheet} {at}: {formula}"
            continue
        one, sign, other = re.fullmatch(r"([A-Z]+\d+)([-*])([A-Z]+\d+)", formula).groups() if not span else (None,) * 3
        value = (sum(cells[f"{span[1]}{row}"] for row in range(int(span[2]), int(span[3]) + 1)) if span else
                 cells[one] - cells[other] if sign == "-" else cells[one] * cells[other])
        assert abs(value - cells[at]) <= 1e-8 * max(abs(value), 1), f"{sheet} {at}: {formula} is {value}"
    assert command != "waterfall" or any("/SUM(" in formula for formula in book.formulas.values()), "no live part"
    assert command != "run" or any(sheet == "Summary" for sheet, _ in book.formulas), "no live figure on the first sheet"


def check_alone(program, folder, case):
    """Without a spreadsheet."""
    book, report = Book(f"{folder}/{case}.xlsx"), result_cases.load(folder, case)
    check_relationships(book)
    check_content_types(book)
    check_strings_and_styles(book)
    check_sheets(book)
    book.names, charts = names_of(book), charts_of(book)
    check_live(book, case.split("_")[0])
    check_promises(book, report, case.split("_")[0], charts)
    check_drawn(report, case.split("_")[0], charts)
    check_figures(book, report)
    check_other_sheets(book, report, payoffs(program, case, charts) + result_cases.when_to_leave(program, case))
    print(f"{case}: {len(book.sheets)} sheets, {len(charts)} charts, {len(book.names)} names")
    return book


def check_same_bytes(program, folder):
    """Whatever the clock, the time zone, the language and the number of threads."""
    for case in ("run", "compare_hostile"):
        result_cases.offercast(program, result_cases.CASES[case] + ["-q", "--threads", "1", "-o", f"{folder}/again.xlsx"],
                               {"TZ": "Asia/Tokyo", "LC_ALL": "C"})
        with open(f"{folder}/{case}.xlsx", "rb") as first, open(f"{folder}/again.xlsx", "rb") as again:
            assert first.read() == again.read(), f"{case}: other bytes the second time"


def check_template(program, folder):
    """A workbook to fill in, saved by LibreOffice, is the offer that it was; its lists are there."""
    os.makedirs(f"{folder}/saved")
    for template in ("series-b", "public", "hugging-face"):
        for ending in ("json", "xlsx"):
            result_cases.offercast(program, ["init", "--template", template, "-o", f"{folder}/{template}.{ending}"])
    book = Book(f"{folder}/series-b.xlsx")
    lists = [one.findtext(MAIN + "formula1") for part in book.part_of.values()
             for one in book.parts[part].iter(MAIN + "dataValidation") if one.get("type") == "list"]
    assert '"offer,market"' in lists and '"failure,acquisition,ipo,independent"' in lists, lists
    spreadsheet.convert([f"{folder}/{name}.xlsx" for name in ("series-b", "public", "hugging-face")],
                        f"{folder}/saved", kind="xlsx")
    for template in ("series-b", "public", "hugging-face"):
        run = ["--format", "json", "-q"] + result_cases.QUICK
        first, saved = (result_cases.offercast(program, ["run", file] + run)
                        for file in (f"{folder}/{template}.json", f"{folder}/saved/{template}.xlsx"))
        assert first == saved, f"{template}: another offer once LibreOffice has saved it"


def main(program, folder):
    result_cases.write_cases(program, folder, ("xlsx", "json"))
    check_same_bytes(program, folder)
    check_template(program, folder)
    books, first = {}, {}
    for case in result_cases.CASES:
        with result_cases.told(case):
            books[case] = check_alone(program, folder, case)
    for case in FORMULAS:
        source = f"{folder}/{case}.xlsx"
        first[case] = add_formulas(books[case], books[case].names, source, f"{folder}/{case}_formulas.xlsx")
    spreadsheet.convert([f"{folder}/{case}.xlsx" for case in books] +
                        [f"{folder}/{case}_formulas.xlsx" for case in first], f"{folder}/read")
    for case, book in books.items():
        with result_cases.told(case):
            same_cells(f"{folder}/read/{case}.fods", book)
            if case in first:
                check_formulas(f"{folder}/read/{case}_formulas.fods", book.names, first[case])
    print(f"{len(books)} workbooks read by LibreOffice, the names of {len(first)} in formulas")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
