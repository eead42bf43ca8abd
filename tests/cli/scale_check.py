"""Does the work grow with the input, and not with its square? scale_check.py PROGRAM LIMITS.md [NAME...]

Each table and list, and each reader, is given to the program at half of its limit and at the limit (docs/limits.md), or at
a size of its own where only the size of a file limits it. Twice as much may take 2.3 times the instructions (of user code:
perf, else valgrind's callgrind) and, at the limit, the memory that the table of LIMITS.md states: no more, and not less
than a third, so that the table stays true. Ends with 77 (skipped) where nothing counts instructions."""
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

GROWTH = 2.3
BASE = {
    "stay": "2-3 years",
    "start": "2026-02-13",
    "exits": [{"name": "IPO", "probability": "50%", "valuation": "$8-12B", "timeline": "2027-2028"},
              {"name": "Sale", "kind": "acquisition", "probability": "50%", "valuation": "$6-8B", "timeline": "2028+"}],
    "compensation": {"offer": {"salary": "$74-105K"}, "market": {"salary": "$120-250K"}},
    "grants": [{"percent": "0.01%"}],
}
CAPITAL = [{"name": "Common", "kind": "common", "shares": 1e7},
           {"name": "A", "kind": "preferred", "shares": 1e6, "invested": 1e7}]


def part(count):
    return "%.15f%%" % (100 / count)


def exits(count, timeline):
    return {"exits": [{"name": f"e{i}", "probability": part(count), "valuation": f"${i + 1}-{i + 50}M",
                       "timeline": timeline(i)} for i in range(count)]}


def a_date(i):
    return str(datetime.date(2026, 3, 1) + datetime.timedelta(days=i))


def rows(key, count, row):
    return {key: [row(i) for i in range(count)]}


def rounds(count, more):
    """Each is dearer than the one before, which is the worst order for who looks for the price."""
    return {"rounds": [{"name": f"R{i}", "dilution": "0.1%", "timeline": "%.4f years" % (0.001 + i * 2 / count), **more}
                       for i in range(count)]}


# name: (limit, what is put into the offer for a number of rows). All are simulated.
TABLES = {
    "exits": (10000, lambda n: exits(n, lambda i: "2027-2029")),
    "exits on as many dates": (10000, lambda n: exits(n, a_date)),
    "risks: equity_zero": (10000, lambda n: rows("risks", n, lambda i: {
        "name": f"risk {i}", "kind": "equity_zero", "probability": "0.001%"})),
    "risks: stagnation": (10000, lambda n: rows("risks", n, lambda i: {
        "name": f"risk {i}", "kind": "stagnation", "probability": "0.001%"})),
    "risks: layoff": (10000, lambda n: rows("risks", n, lambda i: {
        "name": f"risk {i}", "kind": "layoff", "probability": "0.001%", "within": f"{i % 3000 + 1} days"})),
    "quit": (1000, lambda n: rows("quit", n, lambda i: {
        "within": f"{i + 1} days", "probability": "%.9f%%" % (50 * (i + 1) / n)})),
    "capital": (1000, lambda n: {"capital": [CAPITAL[0]] + [
        {"name": f"P{i}", "kind": "preferred", "shares": 1000 + i, "invested": 10000 + 7 * i, "seniority": i}
        for i in range(n - 1)]}),
    "capital that dilutes": (1000, lambda n: {"dilution": {"annual": "2-3%"}, "capital": [CAPITAL[0]] + [
        {"name": f"P{i}", "kind": "preferred", "shares": 1000 + i, "invested": 1e6 + 7e5 * i, "seniority": i}
        for i in range(n - 1)]}),
    "rounds": (1000, lambda n: {"dilution": rounds(n, {})}),
    "rounds that raise": (1000, lambda n: {"capital": CAPITAL, "dilution": rounds(n, {"raise": "$10M"})}),
    "rounds that raise, in any order": (1000, lambda n: {"capital": CAPITAL, "dilution": {"rounds": [
        {**row, "timeline": "%.4f years" % (0.001 + i * 7919 % n * 2 / n)}
        for i, row in enumerate(rounds(n, {"raise": "$10M"})["rounds"])]}}),
    "convertibles": (64, lambda n: {"capital": CAPITAL, "dilution": rows("convertibles", n, lambda i: {
        "name": f"c{i}", "kind": "safe", "amount": "$100K", "cap": f"${i + 5}M"})}),
    "grants": (100, lambda n: rows("grants", n, lambda i: {"name": f"g{i}", "percent": "0.0001%"})),
    "a grant that repeats": (101, lambda n: {"grants": [
        {"percent": "0.0001%", "repeat": {"every": "1 month", "times": n - 1}}]}),
    "vesting list": (1200, lambda n: {"grants": [{"percent": "0.01%", "vesting": [
        {"month": i, "percent": part(n)} for i in range(n)]}]}),
    "scorecard": (1000, lambda n: rows("scorecard", n, lambda i: {
        "dimension": f"d{i}", "score": "7/10", "weight": part(n)})),
    "discrete values": (100000, lambda n: {"stay": {"dist": "discrete", "values": [1 + i / n for i in range(n)],
                                                     "probabilities": [1 / n] * n}}),
}

# name: (pieces, ending, head, piece, tail). These are read only; most are wrong.
TEXTS = {
    "unknown keys": (400000, "json", '{"a":1', ',"zz%d":1', "}"),
    "rows with mistakes": (9000, "json", '{"exits":[1', ',{"name":%d,"probability":"x","valuatn":[]}', "]}"),
    "a column of a file": (100000, "csv", "value\n", "%d\n", ""),
    "CSV rows": (10000, "csv", "name,probability,valuation,timeline\n", "a%d,0.001%%,$1B,3 years\n", ""),
    "cells of a Markdown row": (400000, "md", "|name|probability|valuation|timeline|", "c%d|", "\n|-|-|-|-|\n"),
    "Markdown rows": (10000, "md", "|name|probability|valuation|timeline|\n|-|-|-|-|\n",
                      "|a%d|0.001%%|$1B|3 years|\n", ""),
    "Markdown tables": (20000, "md", "# a\n\n", "|risk|odds|\n|-|-|\n|a|%d|\n\n", ""),
}


def cells_of_a_row(count):
    line = "|" + "c|" * count + "\n"
    return line + "|" + "-|" * count + "\n" + line


class Machine:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.counts = next((way for way in (self.perf, self.callgrind) if way(["schema"])), None)

    def run(self, before, arguments):
        command = before + [self.program] + arguments
        with open(os.path.join(self.folder, "said"), "w+") as said:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            return process.returncode, said.read(), usage.ru_maxrss

    def perf(self, arguments):
        """Its file is of separated values: count, unit, event."""
        if not shutil.which("perf"):
            return None
        out = os.path.join(self.folder, "perf")
        self.run(["perf", "stat", "-x,", "-e", "instructions:u", "-o", out], arguments)
        with open(out) as file:
            found = re.search(r"^(\d+),", file.read(), re.M)
        return int(found.group(1)) if found else None

    def callgrind(self, arguments):
        if not shutil.which("valgrind"):
            return None
        _, said, _ = self.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"], arguments)
        found = re.search(r"Collected : (\d+)", said)
        return int(found.group(1)) if found else None


def stated_megabytes(limits):
    """Of the table of memory: {name: MB}."""
    with open(limits) as file:
        return {name.strip(): float(megabytes) for name, megabytes in
                re.findall(r"^\| ([^|]+) \| [\d,]+ \| ([\d.]+) MB \|$", file.read(), re.M)}


def offer_file(folder, members):
    path = os.path.join(folder, "offer.json")
    with open(path, "w") as file:
        json.dump({**BASE, **members}, file)
    return path


def text_file(folder, name, pieces):
    _, ending, head, piece, tail = TEXTS[name]
    path = os.path.join(folder, "text." + ending)
    with open(path, "w") as file:
        if name == "cells of a Markdown row":
            file.write(cells_of_a_row(pieces))
        else:
            file.write(head + "".join(piece.replace("%d", str(i)).replace("%%", "%") for i in range(pieces)) + tail)
    return path


MEASURED = ["run", "--paths", "65536", "-q", "--format"]  # memory hardly depends on the paths
RUN = ["run", "--paths", "256", "--replicates", "8", "--threads", "1", "--isa", "baseline", "-q", "--format", "json"]
FOR_PEOPLE = 50  # MB more at most, of the short runs beside an answer


def check_growth(name, counts, faults):
    growth = counts[1] / counts[0]
    print(f"{name:34} {counts[0] / 1e6:8.0f} {counts[1] / 1e6:8.0f} million instructions: {growth:.2f}", flush=True)
    if growth > GROWTH:
        faults.append(f"{name}: twice as much takes {growth:.2f} times the instructions")


def check_table(machine, name, stated, faults):
    limit, members = TABLES[name]
    counts, kilobytes = [], {}
    for count in (limit // 2, limit):
        path = offer_file(machine.folder, members(count))
        for form in ("json", "md"):
            code, said, kilobytes[form] = machine.run([], MEASURED + [form, path])
            if code:
                faults.append(f"{name}: {count} rows end with status {code}: {said[:300]}")
                return
        counts.append(machine.counts(RUN + [path]))
    check_growth(name, counts, faults)
    megabytes, for_people = kilobytes["json"] / 1000, kilobytes["md"] / 1000
    if not stated.get(name, 0) / 3 <= megabytes <= stated.get(name, 0):
        faults.append(f"{name}: takes {megabytes:.0f} MB at the limit; stated are {stated.get(name)}")
    if for_people > stated.get(name, 0) + FOR_PEOPLE:
        faults.append(f"{name}: takes {for_people:.0f} MB at the limit for people; stated are {stated.get(name)}")
    code, said, _ = machine.run([], ["check", offer_file(machine.folder, members(limit + 1))])
    if code != 4:
        faults.append(f"{name}: {limit + 1} rows end with status {code}, not 4: {said[:300]}")


def check_text(machine, name, faults):
    pieces = TEXTS[name][0]
    counts = [machine.counts(["check", text_file(machine.folder, name, count)]) for count in (pieces // 2, pieces)]
    check_growth(name, counts, faults)


def main():
    program, limits, wanted = sys.argv[1], sys.argv[2], sys.argv[3:]
    faults = []
    with tempfile.TemporaryDirectory(prefix="offercast-scale.") as folder:
        machine = Machine(program, folder)
        if not machine.counts:
            print("skipped: neither perf nor valgrind counts instructions here")
            sys.exit(77)
        for name in TABLES:
            if not wanted or name in wanted:
                check_table(machine, name, stated_megabytes(limits), faults)
        for name in TEXTS:
            if not wanted or name in wanted:
                check_text(machine, name, faults)
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
