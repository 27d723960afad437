"""A process that dies in the middle of its work loses nothing that it acknowledged, and the work can be completed."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.model.nouns import Record

# one line on the output for each step of progress, which is told after the commit
WORK = """
import sys
from pathlib import Path
from sayso.case import Case

def main():
    def progress(doing, done, total):
        print(doing.replace(" ", "-"), done, flush=True)
    with Case.open("c") as case:
        case.add(["articles"], progress=progress)
        case.trace(as_of="2025-04-01", progress=progress)

if __name__ == "__main__":
    main()
"""
COUNT = 90


def write_articles(folder: Path) -> None:
    articles = folder / "articles"
    articles.mkdir()
    for number in range(COUNT):
        prison = ("Villa Norte", "Punta Arena", "Monte Claro")[number % 3]
        text = (
            f"Report {number} on {prison} Prison\n\nThe warden of {prison} Prison told reporters on day {number} that "
            f"{number + 10} inmates live in cells without daylight. A second sentence about nothing in particular.\n"
        )
        (articles / f"{number:03}.txt").write_text(text, encoding="utf-8")


def without_times(record: Record) -> tuple[object, ...]:
    captures = sorted((item.sha256, item.name, item.path) for item in record.captures)
    documents = sorted(record.documents, key=lambda item: item.id)
    statements = sorted(record.statements, key=lambda item: item.id)
    return captures, documents, statements, record.families, record.claims, record.findings, record.failures


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """The evidence of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    return complete(folder)


def complete(folder: Path) -> tuple[object, ...]:
    if not (folder / "articles").exists():
        write_articles(folder)
        Case.create(folder / "c").close()
    (folder / "work.py").write_text(WORK, encoding="utf-8")
    subprocess.run([sys.executable, "work.py"], cwd=folder, check=True, capture_output=True)
    with Case.open(folder / "c") as case:
        assert case.verify() == []
        return without_times(case.record())


def acknowledged(lines: list[str], doing: str) -> int:
    done = [int(line.split()[1]) for line in lines if line.startswith(doing)]
    return max(done, default=0)


@pytest.mark.parametrize("moment", range(6))
def test_a_killed_process_loses_nothing_that_it_acknowledged(
    tmp_path: Path, whole: tuple[object, ...], moment: int
) -> None:
    write_articles(tmp_path)
    Case.create(tmp_path / "c").close()
    (tmp_path / "work.py").write_text(WORK, encoding="utf-8")
    after = random.Random(moment).uniform(0, 0.03)
    process = subprocess.Popen([sys.executable, "work.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    # killed a random while after a line that differs from case to case, so that every stage is hit
    lines = [process.stdout.readline() for _ in range(1 + 3 * moment)]
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
    lines += process.stdout.readlines()
    process.wait()

    with Case.open(tmp_path / "c") as case:
        assert case.verify() == []
        assert list((tmp_path / "c" / "captures").glob("incoming-*")) == []
        assert len(case.captures()) >= acknowledged(lines, "adding")
        assert len(case.documents()) >= acknowledged(lines, "reading")
        with_statements = {statement.document for statement in case.statements()}
        assert len(with_statements) >= acknowledged(lines, "finding-statements")
        held = {statement.id for statement in case.statements()}
        assert all(set(claim.statements) <= held for claim in case.claims())
    assert complete(tmp_path) == whole
