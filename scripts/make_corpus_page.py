#!/usr/bin/env python3
"""Reads every file of tests/cases/corpus with the program and writes docs/corpus.md: what became of each.

    python3 scripts/make_corpus_page.py build/offercast docs/corpus.md           writes it
    python3 scripts/make_corpus_page.py build/offercast docs/corpus.md --check   fails when it is not current

tests/cases/corpus/forms.json says of each file what it means: shares and mean values of its exits, payouts of its classes
at an exit of 20M, values that `import` writes, or how each value of its exits is understood; and what of these takes flags, or is refused and with which words. A file that
is read as something else is counted as wrong, and fails the script.
"""

import csv
import io
import json
import pathlib
import re
import subprocess
import sys

PAY = ["compensation.offer.salary=100000", "compensation.market.salary=100000", "grants.0.percent=1%",
       'grants.0.vesting="none"']
WORDS = {"read": "read", "flag": "with flags", "refused": "refused"}

HEAD = """# What was met, and what becomes of it

Each file here has the form of something that people really have (the numbers are made up); the column *Met* says how often
the form was met among 33 public tables of exits, 16 reports of one family, 10 cap tables and 20 letters. This page is
written by `scripts/make_corpus_page.py`, which reads every file and compares what was understood with what it means
(`tests/cases/corpus/forms.json`). *Read* needs nothing else; *with flags* asks for what the file does not say, and the flag
that gives it; *refused* names the place and says what is in doubt.

"""


def settings(flags):
    return [part for flag in flags for part in ("--set", flag)]


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def found(value, key):
    """The first member of that name, wherever it stands."""
    if isinstance(value, dict) and key in value:
        return value[key]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return next((hit for each in inner if (hit := found(each, key)) is not None), None)


def wrong_exits(form, table):
    mean = 0.01 * sum(share * value for share, value in form["exits"])
    rows = [row for row in csv.DictReader(io.StringIO(table))
            if row["metric"] == "equity_value" and row["statistic"] == "mean" and row["group"] == ""]
    got = float(rows[0]["estimate"])
    return "" if abs(got - mean) <= 0.02 * abs(mean) + 1 else f"the mean is {got:.6g}, not {mean:.6g}"


def wrong_classes(form, table):
    rows = {row["class"]: float(row["payout"]) for row in csv.DictReader(io.StringIO(table))}
    bad = [name for name, payout in form["classes"].items() if abs(rows.get(name, -1) - payout) > 1]
    return f"the payout of {bad[0]} is {rows.get(bad[0])}" if bad else ""


def wrong_values(form, text):
    offer = json.loads(text)
    bad = [key for key, value in form["says_json"].items() if found(offer, key) != value]
    return f"{bad[0]} is {found(offer, bad[0])!r}" if bad else ""


def wrong_readings(form, text):
    got = {value["at"]: value["understood"] for value in json.loads(text)["understood"]}
    bad = [at for at, words in form["understood"].items() if words not in got.get(at, "")]
    exits = {at.split("/")[2] for at in got if at.startswith("/exits/")}
    wanted = {at.split("/")[2] for at in form["understood"]}
    if exits != wanted:
        return f"{len(exits)} exits, not {len(wanted)}"
    return f"{bad[0]} is {got.get(bad[0])!r}" if bad else ""


def judge(program, folder, form):
    """What is wrong; "" for nothing."""
    flags, command = settings(form.get("flags", [])), form.get("command", "run")
    if command == "waterfall":
        asked = ["waterfall", form["file"], "--exit", "20M", "--format", "csv"]
    elif command == "import":
        asked = ["import", form["file"]]
    elif form.get("understood"):
        asked = ["check", form["file"], "--format", "json"]
    elif form["outcome"] == "refused":
        asked = ["check", form["file"], *settings(PAY)]
    else:
        asked = ["run", form["file"], "--paths", "16384", "--format", "csv", *settings(PAY)]
    status, out, err = run(program, folder, *asked, *flags, *form.get("options", []))
    if form["outcome"] == "refused" and status != 1:
        return f"status {status}, not 1"
    if form["outcome"] != "refused" and status != 0:
        return f"status {status}: {err.splitlines()[0] if err else ''}"
    if form.get("says") and not re.search(form["says"], err):
        return f"does not say {form['says']}"
    if form["outcome"] == "refused":
        return "" if re.search(r"^offercast: [^ ]+:\d+:\d+: ", err, re.M) else "names no place"
    if form.get("exits"):
        return wrong_exits(form, out)
    if form.get("understood"):
        return wrong_readings(form, out)
    if form.get("classes"):
        return wrong_classes(form, out)
    return wrong_values(form, out) if form.get("says_json") else ""


def flags_of(form):
    told = [flag for flag in form.get("flags", []) if not flag.startswith("exits=")]
    options = form.get("options", [])
    named = [f"`{option} '{value}'`" for option, value in zip(options[::2], options[1::2])]
    return " ".join([f"`--set '{flag}'`" for flag in told] + named)


def page(forms, wrong):
    count = {outcome: sum(form["outcome"] == outcome for form in forms) for outcome in WORDS}
    out = [f"{len(forms)} files: {count['read']} read, {count['flag']} with flags, {count['refused']} refused with the place "
           f"(most of them stand here because they are in doubt), **wrong: {len(wrong)}**.\n"]
    for group in dict.fromkeys(form["group"] for form in forms):
        out.append(f"## {group}\n\n| Form | Met | File | Outcome | Flags |\n|---|---|---|---|---|")
        last = None
        for form in (form for form in forms if form["group"] == group):
            name = form["form"] if form["form"] != last else ""
            met = form["met"] if name else ""
            last = form["form"]
            link = f"[{form['case']}](../tests/cases/corpus/{form['file']})"
            out.append(f"| {name} | {met} | {link} | {WORDS[form['outcome']]} | {flags_of(form)} |".replace("||", "| |"))
        out.append("")
    return HEAD + "\n".join(out).rstrip("\n") + "\n"


def main():
    program, path = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests" / "cases" / "corpus"
    forms = json.loads((folder / "forms.json").read_text(encoding="utf-8"))
    wrong = {form["file"]: reason for form in forms if (reason := judge(program, folder, form))}
    for file, reason in wrong.items():
        print(f"{file}: {reason}", file=sys.stderr)
    text = page(forms, wrong)
    if "--check" not in sys.argv:
        path.write_text(text, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != text:
        print(f"{path} is not current: run scripts/make_corpus_page.py", file=sys.stderr)
        return 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
