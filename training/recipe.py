"""Every number that the weights depend on, in one frozen object; `train.py` adds only the texts and the seed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How vectors of a word's neighbours are counted: see vectors.py."""

    dimensions: int = 96
    contexts: int = 1_500  # the most frequent forms, each at four places
    forms: int = 50_000
    least: int = 4  # times a form must be met, twice as often when GloVe does not know it
    glove: int = 30_000  # GloVe's most frequent forms, kept though never met
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Shape:
    """Widths and dilations of both stages, and of the vectors that are learned."""

    width: int = 128
    dilations: tuple[int, ...] = (1, 2, 4, 8)
    part_width: int = 80
    part_dilations: tuple[int, ...] = (1, 2, 4, 8)
    own: int = 32
    least: int = 3  # times a form must be met in training texts to have a vector of its own
    letters: int = 24
    reach: int = 80  # words either side of a cue in its window


@dataclass(frozen=True, slots=True)
class Fit:
    """One run over the training texts."""

    epochs: int
    rate: float
    seed: int
    words: int = 3_000  # a step
    drop: float = 0.25
    drop_input: float = 0.2
    word_drop: float = 0.15  # vectors of a word's own left out
    decay: float = 0.02
    average: float = 0.998  # of the moving mean of the weights
    candidates_from: int | None = None  # first epoch in which stage 2 also sees what stage 1 takes for a cue
    candidate_bias: float = 1.0
    empty_weight: float = 0.5  # of a candidate to which nothing belongs
    miscut_weight: float = 0.3  # of one that meets a true cue but is cut otherwise
    silver: float = 0.0  # silver texts a gold text in the first epoch, falling to none in the last


@dataclass(frozen=True, slots=True)
class Silver:
    """Which articles are tagged by the first two nets."""

    texts: int = 3_200
    shortest: int = 800  # characters
    longest: int = 9_000
    bias: float = 0.5
    seed: int = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """The whole chain: vectors, first net, teacher, silver texts, last net (from the first), mean of the two."""

    neighbours: Neighbours = Neighbours()
    shape: Shape = Shape()
    first: Fit = Fit(epochs=18, rate=3e-3, seed=1, candidates_from=2)
    teacher_shape: Shape = Shape(
        width=192, dilations=(1, 2, 4, 8, 1, 2), part_width=128, part_dilations=(1, 2, 4, 8, 1), own=48
    )
    teacher: Fit = Fit(epochs=8, rate=2.5e-3, seed=2, drop=0.3)
    silver: Silver = Silver()
    last: Fit = Fit(epochs=4, rate=1.5e-3, seed=3, candidates_from=0, silver=2.0)
    every_annotator: bool = True  # PolNeAR's train documents once for each who marked them
    from_first: bool = (
        True  # the last net starts from the first, and the mean of the two is written; else the last alone
    )
    repeat: int = 2  # times our own corpus is read an epoch
    bias: float = 0.0  # added to the score of a cue's first word at run time
    articles: int = 9_000  # read at most, for neighbours and silver texts
    leak: int = 10  # word 8-grams an article may not share with a document held out
    seed: int = 0  # added to every fit's

    def seeded(self, seed: int) -> Recipe:
        """The same with other seeds for the nets."""
        return replace(self, seed=seed)

    def quick(self, epochs: int, texts: int) -> Recipe:
        """The same chain with few epochs and silver texts, to try it out."""
        fits = {name: replace(getattr(self, name), epochs=epochs) for name in ("first", "teacher", "last")}
        return replace(self, **fits, silver=replace(self.silver, texts=texts), articles=min(self.articles, 2 * texts))

    def written(self) -> dict[str, object]:
        """As plain values, for a file."""
        return asdict(self)


def with_silver() -> Recipe:
    """For silver texts of a better tagger: one net from the start, which is longer, and drops less, for it has more to read."""
    full = Recipe()
    last = replace(
        full.last, epochs=10, rate=3e-3, candidates_from=1, drop=0.15, drop_input=0.15, word_drop=0.1, silver=3.6
    )
    return replace(full, shape=replace(full.shape, dilations=(1, 2, 4, 8, 1)), last=last, from_first=False, bias=0.3)


def without_polnear() -> Recipe:
    """For our own corpus alone, a tenth of the words: more epochs, and more silver texts a marked one."""
    full = Recipe()
    return replace(
        full,
        first=replace(full.first, epochs=30, candidates_from=6),
        teacher=replace(full.teacher, epochs=12),
        last=replace(full.last, epochs=4, silver=8.0),
    )
