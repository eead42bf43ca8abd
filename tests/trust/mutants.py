"""Mutants of sim, models and analysis: one small change of the source each, which some test should notice.

    python3 tests/trust/mutants.py FOLDER MUTANTS [MINUTES]

FOLDER is for a copy of the tree and its build, which stay, and for what became of each mutant (mutants.txt): the same
command goes on where it was ended, or where MINUTES were over. The same number is the same mutant of the same source. A
mutant goes first to the unit tests that know its file, then to the paths bit by bit and golden command lines, then to all
quick unit tests of the three folders. What every test lets live is printed, to be judged by people: it asks for a test, or it
changes nothing that anybody could see. Those that do not compile are not counted.
"""

import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDERS = ["sim", "models", "analysis"]
# What is looked for, and what it becomes. Spaces around, as clang-format has them, so that pointers are let be.
CHANGES = [(" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "),
           (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), (" * ", " / "), (" / ", " * "),
           (" += ", " -= "), (" ? ", " ? 0 * "), ("true", "false"), ("false", "true"), ("fmin(", "fmax("), ("fmax(", "fmin("),
           (" 0;", " 1;"), (" 1;", " 0;"), ("(!", "("), ("break;", ";"), ("continue;", ";")]
COMMENT = re.compile(r"/\*.*?\*/|\"(\\.|[^\"\\])*\"", re.S)


def places_of(text):
    """(offset, change) of all that can be changed outside comments, strings and the lines of the preprocessor."""
    hidden = [match.span() for match in COMMENT.finditer(text)]
    for change in CHANGES:
        for match in re.finditer(re.escape(change[0]), text):
            line = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
            inside = any(start <= match.start() < end for start, end in hidden)
            declared = re.match(r"(static |extern |const |struct |enum |#)", line)
            if not inside and not declared and line[:1] == " ":
                yield match.start(), change


class Copy:
    """A copy of the tree with a build of its own."""

    def __init__(self, folder):
        self.folder, self.build, self.results = folder / "tree", folder / "build", folder / "mutants.txt"
        if not (self.build / "build.ninja").exists():
            self.make()
        self.tests = {path.stem: path.read_text(encoding="utf-8") for name in FOLDERS
                      for path in sorted((self.folder / "tests" / name).rglob("test_*.c")) if "slow" not in path.stem}

    def make(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True)
        subprocess.run(["tar", "-x", "-C", self.folder], input=archive.stdout, check=True)
        subprocess.run(["cmake", "-S", self.folder, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                        "-DCMAKE_C_FLAGS_RELEASE=-O1"], check=True, capture_output=True)

    def compiles(self, targets):
        return subprocess.run(["ninja", "-C", self.build, *targets], capture_output=True, check=False).returncode == 0

    def passes(self, pattern):
        try:
            return subprocess.run(["ctest", "--test-dir", self.build, "-LE", "slow|results", "-R", pattern, "--stop-on-failure",
                                   "--timeout", "60"], capture_output=True, check=False, timeout=1200).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def tests_of(self, source):
        """Those that are named after the file, or include its header."""
        header = '"%s"' % source.relative_to(self.folder).with_suffix(".h")
        return [name for name, text in self.tests.items() if name == "test_" + source.stem or header in text]

    def killed_by(self, source):
        """The stage that noticed, "" for none, None for what does not compile."""
        if not self.compiles(["offercast"]):
            return None
        own = self.tests_of(source)
        if own and not (self.compiles(own) and self.passes("/(%s)$" % "|".join(own))):
            return "a test of its file"
        if not self.passes("^bits/|^cli/(run|compare|sens|nego|sweep|break|round|exit|frag|tax|grant|calendar)[a-z_]*$"):
            return "a command line"
        if not self.compiles(self.tests) or not self.passes("^(%s)/.*test_" % "|".join(FOLDERS)):
            return "another unit test"
        return ""


def mutant(sources, number):
    r = random.Random(number)
    while True:
        source = r.choice(sources)
        text = source.read_text(encoding="utf-8")
        places = list(places_of(text))
        if places:
            offset, (was, becomes) = r.choice(places)
            return source, text[:offset] + becomes + text[offset + len(was):], text.count("\n", 0, offset) + 1, was, becomes


def known(results):
    """{number: (stage, line)} of the mutants that were tried before; a stage is None where it did not compile."""
    lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
    stages = {"LIVES": "", "does not compile": None}
    return {int(line.split(":")[0]): (stages.get(line.rsplit(": ", 1)[1], line.rsplit(": ", 1)[1]), line) for line in lines}


def try_one(copy, sources, number):
    source, text, line, was, becomes = mutant(sources, number)
    before = source.read_text(encoding="utf-8")
    source.write_text(text, encoding="utf-8")
    try:
        stage = copy.killed_by(source)
    finally:
        source.write_text(before, encoding="utf-8")
    said = {"": "LIVES", None: "does not compile"}.get(stage, stage)
    with copy.results.open("a", encoding="utf-8") as results:
        results.write("%d: %s:%d:%s->%s: %s\n" % (number, source.relative_to(copy.folder), line, was, becomes, said))


def main():
    copy = Copy(pathlib.Path(sys.argv[1]).resolve())
    wanted, seconds = int(sys.argv[2]), 60 * float(sys.argv[3]) if len(sys.argv) > 3 else float("inf")
    # By the line: a large file has more mutants.
    sources = [path for name in FOLDERS for path in sorted((copy.folder / name).rglob("*.[ch]"))
               for _ in range(path.read_text(encoding="utf-8").count("\n") // 20)]
    if not copy.compiles(["offercast", *copy.tests]):
        raise SystemExit("the tree itself does not build")
    number, began = 0, time.monotonic()
    while sum(stage is not None for stage, _ in known(copy.results).values()) < wanted:
        if time.monotonic() - began > seconds:
            break
        if number not in known(copy.results):
            try_one(copy, sources, number)
        number += 1
    stages = [stage for stage, _ in known(copy.results).values() if stage is not None]
    for stage, line in known(copy.results).values():
        if stage == "":
            print(line, file=sys.stderr)
    killed = [stage for stage in stages if stage]
    print("%d mutants, %d killed (%s), %d live" % (len(stages), len(killed), ", ".join(
        "%d by %s" % (killed.count(stage), stage) for stage in sorted(set(killed))), stages.count("")))


if __name__ == "__main__":
    main()
