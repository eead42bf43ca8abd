"""Mutants of sim, models and analysis: one small change of the source each, which some test should notice.

    python3 tests/trust/mutants.py FOLDER MUTANTS [FIRST]

FOLDER is for a copy of the tree and its build, which stay. The same number is the same mutant of the same source. A mutant
goes first to the test of its own file, then to all quick unit tests of the three folders, then to the paths bit by bit and
to golden command lines. What every test lets live is printed, to be judged by people: it asks for a test, or it changes
nothing that anybody could see. Those that do not compile are not counted.
"""

import pathlib
import random
import re
import subprocess
import sys

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
        self.folder, self.build = folder / "tree", folder / "build"
        self.folder.mkdir(parents=True, exist_ok=True)
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True)
        subprocess.run(["tar", "-x", "-C", self.folder], input=archive.stdout, check=True)
        subprocess.run(["cmake", "-S", self.folder, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                        "-DCMAKE_C_FLAGS_RELEASE=-O1"], check=True, capture_output=True)
        self.tests = [path.stem for name in FOLDERS for path in sorted((self.folder / "tests" / name).rglob("test_*.c"))
                      if "slow" not in path.stem]

    def compiles(self, targets):
        return subprocess.run(["ninja", "-C", self.build, *targets], capture_output=True, check=False).returncode == 0

    def passes(self, pattern):
        try:
            return subprocess.run(["ctest", "--test-dir", self.build, "-LE", "slow|results", "-R", pattern, "--stop-on-failure",
                                   "--timeout", "60"], capture_output=True, check=False, timeout=1200).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def killed_by(self, stem):
        """The stage that noticed, "" for none, None for what does not compile."""
        if not self.compiles(["offercast"]):
            return None
        own = [name for name in self.tests if name == "test_" + stem]
        if own and not (self.compiles(own) and self.passes("/%s$" % own[0])):
            return "its own test"
        if not self.compiles(self.tests) or not self.passes("^(%s)/.*test_" % "|".join(FOLDERS)):
            return "a unit test"
        if not self.passes("^bits/|^cli/(run|compare|sens|nego|sweep|break|round|exit|frag|tax|grant|calendar)[a-z_]*$"):
            return "a command line"
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


def main():
    copy = Copy(pathlib.Path(sys.argv[1]).resolve())
    wanted, number = int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    # By the line: a large file has more mutants.
    sources = [path for name in FOLDERS for path in sorted((copy.folder / name).rglob("*.[ch]"))
               for _ in range(path.read_text(encoding="utf-8").count("\n") // 20)]
    counts, tried = {"": 0}, 0
    if not copy.compiles(["offercast", *copy.tests]):
        raise SystemExit("the tree itself does not build")
    while tried < wanted:
        source, text, line, was, becomes = mutant(sources, number)
        number += 1
        before = source.read_text(encoding="utf-8")
        source.write_text(text, encoding="utf-8")
        stage = copy.killed_by(source.stem)
        source.write_text(before, encoding="utf-8")
        if stage is None:
            continue
        tried += 1
        counts[stage] = counts.get(stage, 0) + 1
        print("%d: %s:%d:%s->%s: %s" % (number - 1, source.relative_to(copy.folder), line, was, becomes, stage or "LIVES"),
              file=sys.stderr, flush=True)
    killed = tried - counts[""]
    print("%d mutants, %d killed (%s), %d live" % (tried, killed, ", ".join(
        "%d by %s" % (count, stage) for stage, count in counts.items() if stage), counts[""]))


if __name__ == "__main__":
    main()
