"""What the verbs of a case report back, and how they tell of their progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.model.nouns import Capture, Failure

# called with what is being done, how many are done, and how many there are (None: not known), after they are on disk
Progress = Callable[[str, int, int | None], None]


def silent(doing: str, done: int, total: int | None) -> None:
    """No progress shown."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """New captures; those whose bytes the case held under the same name (a new place of theirs is kept); the rest."""

    added: tuple[Capture, ...]
    already: tuple[Capture, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class StageReport:
    """One stage of a run. `done` and `skipped` count documents for "extract" and "statements", results for the others.

    `ran` is false where everything was up to date; `failures` are those of this run.
    """

    stage: str
    ran: bool
    done: int
    skipped: int
    failures: tuple[Failure, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class TraceReport:
    """All stages in the order in which they ran."""

    stages: tuple[StageReport, ...]

    @property
    def nothing_to_do(self) -> bool:
        return not any(stage.ran for stage in self.stages)

    @property
    def failures(self) -> tuple[Failure, ...]:
        return tuple(failure for stage in self.stages for failure in stage.failures)

    @property
    def seconds(self) -> float:
        return sum(stage.seconds for stage in self.stages)
