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
    drop_encoder: float = 0.0  # in a teacher's encoder
    clip: float = 5.0  # the longest step's gradient
    straight: bool = False  # the rate falls in a line, else along half a cosine


@dataclass(frozen=True, slots=True)
class Laying:
    """How the words of a text are laid into windows of sub-tokens: see subtokens.py. Four slacks must fit into a window."""

    window: int = 200  # sub-tokens; at 340 attention took 44 % of a step
    slack: int = 50  # either side of an even share, in which a break is looked for
    pieces: int = 8  # sub-tokens of a word at most


@dataclass(frozen=True, slots=True)
class Teacher:
    """The net that tags silver texts: MiniLM under both stages, fine-tuned on the marked texts."""

    shape: Shape = Shape(width=192, dilations=(1, 2, 4), part_width=128, part_dilations=(1, 2, 4, 8, 1))
    laying: Laying = Laying()
    fit: Fit = Fit(
        epochs=4,
        rate=2e-3,
        seed=1,
        words=2_000,
        decay=0.01,
        average=0.996,
        candidates_from=2,
        drop_encoder=0.1,
        clip=3.0,
        straight=True,
    )
    encoder_rate: float = 1.5e-4  # of its uppermost layer
    encoder_fall: float = 0.85  # a layer down; embeddings of sub-tokens and places are not trained
    every_annotator: bool = False
    repeat: int = 2


@dataclass(frozen=True, slots=True)
class Silver:
    """Which articles are tagged by the teacher."""

    texts: int = 8_000
    shortest: int = 800  # characters
    longest: int = 9_000
    bias: float = 0.0
    seed: int = 5


@dataclass(frozen=True, slots=True)
class Recipe:
    """The whole chain: vectors, teacher, silver texts, last net, and its closing epochs."""

    neighbours: Neighbours = Neighbours()
    teacher: Teacher = Teacher()
    silver: Silver = Silver()
    shape: Shape = Shape(dilations=(1, 2, 4, 8, 1))
    last: Fit = Fit(
        epochs=10, rate=3e-3, seed=3, candidates_from=1, drop=0.15, drop_input=0.15, word_drop=0.1, silver=3.6
    )
    # from the last net on, our own corpus more often: its manner is lost among silver texts that are all in PolNeAR's
    closing: Fit | None = Fit(
        epochs=4, rate=1e-3, seed=4, candidates_from=0, drop=0.15, drop_input=0.15, word_drop=0.1, silver=1.5
    )
    closing_repeat: int = 8
    every_annotator: bool = True  # PolNeAR's train documents once for each who marked them
    repeat: int = 2  # times our own corpus is read an epoch
    bias: float = 0.3  # added to the score of a cue's first word at run time
    articles: int = 9_000  # read at most, for neighbours
    leak: int = 10  # word 8-grams an article may not share with a document held out
    seed: int = 0  # added to every fit's

    def seeded(self, seed: int) -> Recipe:
        """The same with other seeds for the nets."""
        return replace(self, seed=seed)

    def quick(self, epochs: int, texts: int) -> Recipe:
        """The same chain with few epochs and silver texts, to try it out."""
        return replace(
            self,
            teacher=replace(self.teacher, fit=replace(self.teacher.fit, epochs=epochs)),
            last=replace(self.last, epochs=epochs),
            closing=replace(self.closing, epochs=epochs) if self.closing else None,
            silver=replace(self.silver, texts=texts),
            articles=min(self.articles, 2 * texts),
        )

    def written(self) -> dict[str, object]:
        """As plain values, for a file."""
        return asdict(self)


def without_polnear() -> Recipe:
    """For our own corpus alone, a tenth of the words: the teacher reads it more often, and there is more silver a marked text.

    Not measured.
    """
    full = Recipe()
    teacher = replace(full.teacher, fit=replace(full.teacher.fit, epochs=12, candidates_from=6))
    return replace(full, teacher=teacher, last=replace(full.last, silver=8.0), closing=None)
