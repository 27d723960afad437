"""How often a find like this one is right, from how sure its finder was.

Right: somebody who marked the text has the cue, words of the source, and at least half of the content. The numbers were fitted by
`bench/calibration.py` on PolNeAR's dev part, which the model did not learn from; docs/benchmarks.md has what they
come to on other texts. Logistic regression on the log-odds of the model's sureness (Platt 1999, "Probabilistic outputs for support
vector machines").
"""

from __future__ import annotations

from math import exp, log

from sayso.statements.found import Finder, Found

# offset and slope by who found it; the model's sureness is kept off 0 and 1 by this much
_FITTED: dict[Finder, tuple[float, float]] = {"both": (0.26, 0.29), "model": (-0.48, 0.44), "patterns": (-0.4, 0.54)}
_EDGE = 1e-3


def confidence_of(found: Found) -> float:
    """A probability, 0 to 1, to two digits; of patterns without a model their own number, which only ranks."""
    if found.by == "alone":
        return found.confidence
    offset, slope = _FITTED[found.by]
    return round(1 / (1 + exp(-offset - slope * log_odds(found.confidence))), 2)


def log_odds(sure: float) -> float:
    """Of a probability that is kept off 0 and 1."""
    kept = min(1 - _EDGE, max(_EDGE, sure))
    return log(kept / (1 - kept))
