#!/usr/bin/env python3
"""Measures what docs/trust.md tells and writes it: a line for each file of tests/trust.

    python3 scripts/make_trust_page.py build/offercast docs/trust.md [--full] [NAME...]   measures, and writes the page
    python3 scripts/make_trust_page.py build/offercast docs/trust.md --check              fails where the page is not true

tests/trust/NAME.sh prints one line, the figure, and fails where what it shows does not hold; its head says what that is, in
which section of the page it stands, its tier (quick or full), how long it takes and what others publish of the same. Quick
figures are measured unless names are given, all with --full; what is not measured keeps the figure that the page has.
"""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECTIONS = ["Right", "Honest", "Random", "Hostile", "A failing machine", "Code"]
NOT_YET, SKIPPED = "not measured yet", 77

HEAD = """# What was tried, and what came of it

Each line is a promise, the figure that was measured and the command that measures it again. Quick figures are measured with
every change, the others by hand: `scripts/trust --full` does all, in hours. A file of `tests/trust` makes a line, and
`scripts/trust` writes this page. Beside a figure stands what other programs that are known for their care publish of the
same; where nothing stands, no published figure was found (of PRAS and OpenMC none at all).

"""
FOOT = """
A figure is of the program as it was when that line was measured last, not of a certain machine: none is a time. What the
figures cannot say: that the model is the world, that nobody finds the next fault, that a share of runs would not differ with
other seeds.
"""


class Figure:
    """One file of tests/trust."""

    def __init__(self, path):
        self.path, self.name = path, path.stem
        lines = path.read_text(encoding="utf-8").splitlines()
        said = dict(re.fullmatch(r"# (\w+): (.+)", line).groups() for line in lines
                    if re.fullmatch(r"# (What|Section|Tier|Takes|Elsewhere): (.+)", line))
        self.what, self.section, self.tier = said["What"], said["Section"], said["Tier"]
        self.elsewhere, self.takes = said.get("Elsewhere", ""), said.get("Takes", "")
        if self.section not in SECTIONS or self.tier not in ("quick", "full"):
            raise SystemExit("%s: section %s, tier %s" % (path, self.section, self.tier))

    def measure(self, program):
        """The figure, or None where it cannot be measured here."""
        folder = pathlib.Path(program).resolve().parent
        done = subprocess.run([self.path], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False,
                              env={**os.environ, "OFFERCAST": str(program), "BUILD": str(folder)})
        if done.returncode == SKIPPED:
            return None
        if done.returncode:
            raise SystemExit("%s does not hold: status %d" % (self.name, done.returncode))
        return done.stdout.strip().replace("|", "/")

    def line(self, figure):
        """Of the page."""
        takes = " (%s)" % self.takes if self.takes else ""
        return "| %s | %s | %s | `scripts/trust %s`%s |" % (self.what, figure, self.elsewhere, self.name, takes)


def figures_of(page):
    """{name: figure} as the page tells them."""
    found = re.findall(r"^\| [^|]* \| ([^|]*) \| [^|]* \| `scripts/trust (\w+)`", page, re.M)
    return {name: figure.strip() for figure, name in found}


def page_of(figures, told):
    parts = []
    for section in SECTIONS:
        rows = [figure.line(told.get(figure.name, NOT_YET)) for figure in figures if figure.section == section]
        if rows:
            parts.append("## %s\n\n| what | measured | elsewhere | again |\n|---|---|---|---|\n%s\n" % (section, "\n".join(rows)))
    return HEAD + "\n".join(parts) + FOOT


def main():
    program, path = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    names = [word for word in sys.argv[3:] if not word.startswith("--")]
    figures = [Figure(one) for one in sorted((ROOT / "tests" / "trust").glob("*.sh"))]
    unknown = set(names) - {figure.name for figure in figures}
    if unknown:
        raise SystemExit("no such figure: %s" % ", ".join(sorted(unknown)))
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    told, new = figures_of(text), {}
    for figure in figures:
        asked = figure.name in names if names else "--full" in sys.argv or figure.tier == "quick"
        measured = figure.measure(program) if asked else None
        if measured is not None:
            new[figure.name] = measured
            print("%s: %s" % (figure.name, measured))
    if "--check" not in sys.argv:
        path.write_text(page_of(figures, {**told, **new}), encoding="utf-8")
        return 0
    moved = [name for name in new if told.get(name) != new[name]]
    for name in moved:
        print("%s tells of %s: %s" % (path, name, told.get(name)), file=sys.stderr)
    if not moved and text != page_of(figures, told):
        print("%s has not the words of tests/trust" % path, file=sys.stderr)
        return 1
    return 1 if moved else 0


if __name__ == "__main__":
    sys.exit(main())
