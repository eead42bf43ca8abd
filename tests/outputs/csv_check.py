"""Do other programs read a CSV as it was meant? csv_check.py PROGRAM FOLDER

Each CSV of each case, in each dialect, with and without a byte order mark, tidy and wide: Python's csv, Miller, and
LibreOffice as it reads in the United States (comma, decimal point) and in Germany (semicolon, decimal comma), with all
that it likes to recognise (dates, percentages) recognised. Every number of the JSON is there and is a number, a text is
a text and no formula. The file of --keep has a row for every path, comes to the means of the JSON, and the program's
memory does not grow with it."""
import csv
import io
import json
import math
import os
import re
import subprocess
import sys

import result_cases
import spreadsheet

NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
NUMBERS = ("estimate", "std_error", "ci_low", "ci_high", "level")
# What LibreOffice is told of a file: separator, quote, UTF-8, from line 1, no column format, language, quoted cells are
# no text by that alone, numbers are recognised whatever they look like.
AMERICAN, GERMAN = "CSV:44,34,76,1,,1033,false,true", "CSV:59,34,76,1,,1031,false,true"
TABLES = ("waterfall", "breakpoints", "waterfall_hostile", "explain", "check")  # no figures: a table of the command's own


def neutral(text):
    """What could steer a terminal is escaped; a text that would be a formula has an apostrophe before it."""
    text = re.sub("[\x01-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]",
                  lambda found: ("\\x%02x" if ord(found[0]) < 256 else "\\u%04x") % ord(found[0]), text)
    return "'" + text if text[:1] and text[0] in "=+-@\t" else text


def in_spreadsheet(group):
    """A spreadsheet takes a group that looks like a number, a year or the grant "1e5", for one."""
    try:
        return float(group)
    except ValueError:
        return group


def expected(report):
    """(lead, metric, group, statistic) as the CSV has them -> the figure, and the rows that say where all is from: of a
    comparison one for each offer."""
    figures = {(neutral(lead), metric, in_spreadsheet(neutral(group)), statistic): figure
               for (lead, metric, group, statistic), figure in result_cases.figures(report).items()}
    for run in report.get("runs", [report]):
        scenarios = {one["name"]: one["sha256"] for one in run.get("scenarios", []) if not one["error"]}
        whole = {run["input"]["name"] if "runs" in report else "": run["input"]["sha256"]}
        for lead, own in (scenarios if "scenarios" in run else whole).items():
            for offer, sha256 in [(one["name"], one["sha256"]) for one in run.get("offers", [])] or [("", own)]:
                figures[neutral(lead), "run", in_spreadsheet(neutral(offer)), "seed"] = {
                    "estimate": int(run["run"]["seed"]), "sha256": sha256}
    return figures


def check_rows(rows, report, same):
    """rows: {heading: cell}. Every figure once, each number in the cell where it belongs."""
    found = {}
    failed = [row for row in rows if row["metric"] == ""]
    for row in rows:
        if row["metric"] != "":
            lead = row.get("offer", row.get("scenario", ""))
            key = (lead, row["metric"], in_spreadsheet(row["group"]), row["statistic"])
            assert key not in found, f"twice: {key}"
            found[key] = row
    wanted = expected(report)
    assert set(found) == set(wanted), f"not in both: {set(found) ^ set(wanted)}"
    compared = 0
    for key, figure in wanted.items():
        for field in NUMBERS:
            got, number = found[key][field], figure.get(field)
            assert got == "" if number is None else same(got, number), f"{key} {field}: {got!r}, JSON {number!r}"
            compared += number is not None
        if "sha256" in figure:
            assert found[key]["method"].endswith(f" sha256={figure['sha256']}"), f"{key}: {found[key]['method']}"
    scenarios = {neutral(one["name"]): one for one in report.get("scenarios", [])}
    lost = "\t" if same is spreadsheet.near else ""  # LibreOffice drops tabs from a cell of several lines
    assert {row["scenario"]: row["status"] for row in failed} == {
        name: neutral(one["error"]).replace(lost, "") for name, one in scenarios.items() if one["error"]}
    for row in rows:
        for path, number in scenarios.get(row.get("scenario"), {"varied": {}})["varied"].items():
            assert same(row[path], number), f"{row['scenario']} {path}: {row[path]}"
    return compared


def check_wide(rows, report, same):
    """One row for each offer or scenario, four columns for each statistic."""
    wanted = result_cases.figures(report)
    leads = [run["input"]["name"] for run in report["runs"]] if "runs" in report else \
        [one["name"] for one in report["scenarios"]] if "scenarios" in report else [""]
    assert len(rows) == len(leads)
    compared = 0
    for lead, row in zip(leads, rows):
        assert row.get("offer", row.get("scenario", "")) == neutral(lead)
        for (of, metric, group, statistic), figure in wanted.items():
            if of != lead:
                continue
            name = ".".join(filter(None, (metric, group, statistic)))
            for ending, field in (("", "estimate"), (".std_error", "std_error"), (".ci_low", "ci_low"),
                                  (".ci_high", "ci_high")):
                got, number = row[neutral(name) + ending], figure.get(field)
                assert got == "" if number is None else same(got, number), f"{name} {field}: {got!r}, JSON {number!r}"
                compared += number is not None
    return compared


# --- readers ---------------------------------------------------------------------------------------------------------

def read_python(path, separator, mark):
    with open(path, "rb") as file:
        data = file.read()
    assert data.startswith(b"\xef\xbb\xbf") == mark
    text = data.decode("utf-8-sig" if mark else "utf-8")
    ends = re.findall(r"\r?\n", re.sub(r'"[^"]*"', "", text))
    assert set(ends) == {"\r\n" if separator == ";" else "\n"}, "line ends"
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


def same_text(decimal):
    """As Python reads: the very text of the JSON, but for the decimal sign."""
    def same(cell, number):
        plain = cell.replace(decimal, ".")
        return NUMBER.fullmatch(plain) and cell.count(decimal) <= 1 and float(plain) == number
    return same


def read_miller(path):
    """It gives a number back as a number, a text as a text."""
    command = ["mlr", "--icsv", "--ojson", "--no-auto-unflatten", "cat", path]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def same_number(cell, number):
    return isinstance(cell, (int, float)) and cell == number


def read_office(path):
    """As {heading: cell}; a formula anywhere is a failure, and so is a number where a text was written."""
    (cells,) = spreadsheet.read(path).values()
    formulas = [at for at, cell in cells.items() if cell.formula]
    assert not formulas, f"{path}: formulas in {formulas}"
    rows = {}
    for at, cell in cells.items():
        column, row = spreadsheet.split(at)
        rows.setdefault(row, {})[column] = cell.value
    heading = rows.pop(1)
    return [{name: row.get(column, "") for column, name in heading.items()} for _, row in sorted(rows.items())]


# --- the files -------------------------------------------------------------------------------------------------------

DIALECTS = {  # ending of the name: options, separator, decimal sign, byte order mark, how LibreOffice reads it
    "us": ([], ",", ".", False, AMERICAN),
    "us_bom": (["--csv-bom"], ",", ".", True, AMERICAN),
    "eu": (["--csv-dialect", "excel-eu"], ";", ",", False, GERMAN),
    "eu_bom": (["--csv-dialect", "excel-eu", "--csv-bom"], ";", ",", True, GERMAN),
}
WIDE = ("run", "run_two", "sweep", "compare_hostile")


def write(program, folder):
    """(path, case, wide, dialect) of each."""
    files = []
    for case, arguments in result_cases.CASES.items():
        status = result_cases.STATUS.get(case, 0)
        result_cases.offercast(program, arguments + ["-q", "-o", f"{folder}/{case}.json"], status=status)
        for dialect, (options, *_) in DIALECTS.items():
            if dialect == "us_bom" and case not in WIDE:
                continue
            for wide in ([False, True] if case in WIDE and not dialect.endswith("bom") else [False]):
                path = f"{folder}/{case}_{'wide_' if wide else ''}{dialect}.csv"
                result_cases.offercast(program, arguments + options + ["-q", "-o", path] + ["--wide"] * wide,
                                       status=status)
                files.append((path, case, wide, dialect))
    return files


def check_table(rows, report, same):
    """A table of the command's own: the classes, breakpoints or steps of the JSON, line by line."""
    for exit_ in report.get("exits", []) if "payout" in rows[0] else []:
        for line in exit_["classes"]:
            assert any(same(row["exit"], exit_["exit"]) and row["class"] == neutral(line["class"]) and
                       same(row["payout"], line["payout"]) and same(row["per_share"], line["per_share"])
                       for row in rows), line
    for line in report.get("breakpoints", []) if "event" in rows[0] else []:
        assert any(row["class"] == neutral(line["class"]) and row["event"] == line["event"] and
                   all(same(row[key], line[key]) for key in ("exit", "common_price", "common_share_after"))
                   for row in rows), line
    if "steps" in report:
        assert len(rows) == len(report["steps"])
        for row, step in zip(rows, report["steps"]):
            assert row["quantity"] == neutral(step["quantity"]) and row["text"] == neutral(step["text"]), row
            assert same(row["value"], step["value"]), row
    return len(rows)


def check_file(rows, case, wide, report, same):
    if case in TABLES:
        return check_table(rows, report, same)
    return (check_wide if wide else check_rows)(rows, report, same)


def check_keep(program, folder):
    """Each path in a row; sums as the JSON has them; as much memory for a million paths as for a few."""
    def peak(paths, name):
        """Of a process of its own, in KiB: this one's children are counted together."""
        code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdin=subprocess.DEVNULL);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        arguments = ["run", result_cases.FACE, "--paths", str(paths), "--threads", "1", "-q", "--keep", name,
                     "-o", f"{folder}/keep.json"]
        return int(subprocess.run([sys.executable, "-c", code, program] + arguments, cwd=result_cases.ROOT, check=True,
                                  capture_output=True).stdout)

    many = 1 << 20
    small, large = peak(1 << 16, f"{folder}/few.csv"), peak(many, f"{folder}/keep.csv")
    size = os.path.getsize(f"{folder}/keep.csv")
    assert large - small < size / 1024 / 8, f"{large} KiB for {size} bytes, {small} KiB for few: it is not streamed"
    report = result_cases.load(folder, "keep")
    with open(f"{folder}/keep.csv", encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        heading = next(reader)
        assert heading == ["path", "exit"] + list(report["metrics"]) + ["weight"]
        rows = [row for row in reader]
    assert [int(row[0]) for row in rows] == list(range(many)), "a path is missing, or out of order"
    names = {exit_["name"] for exit_ in report["exits"]}
    assert names <= {row[1] for row in rows}
    for column, name in enumerate(heading[2:-1], 2):
        mean, wanted = math.fsum(float(row[column]) * float(row[-1]) for row in rows) / many, report["metrics"][name]["mean"]["estimate"]
        assert abs(mean - wanted) <= 1e-12 * abs(wanted), f"{name}: {mean}, JSON {wanted}"
    print(f"--keep: {many} paths in {size >> 20} MiB, the program took {large >> 10} MiB")


def main(program, folder):
    os.makedirs(folder, exist_ok=True)
    files = write(program, folder)
    reports = {case: result_cases.load(folder, case) for case in result_cases.CASES}
    compared = {"Python": 0, "Miller": 0, "LibreOffice": 0}
    for path, case, wide, dialect in files:
        _, separator, decimal, mark, _ = DIALECTS[dialect]
        with result_cases.told(path):
            rows = read_python(path, separator, mark)
            compared["Python"] += check_file(rows, case, wide, reports[case], same_text(decimal))
            if separator == ",":
                compared["Miller"] += check_file(read_miller(path), case, wide, reports[case], same_number)
    for reading in (AMERICAN, GERMAN):
        mine = [file for file in files if DIALECTS[file[3]][4] == reading]
        read = spreadsheet.convert([path for path, *_ in mine], f"{folder}/read", reading)
        for fods, (path, case, wide, _) in zip(read, mine):
            with result_cases.told(path):
                compared["LibreOffice"] += check_file(read_office(fods), case, wide, reports[case], spreadsheet.near)
    print(f"{len(files)} files; numbers compared: {compared}")
    check_keep(program, folder)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
