"""The trained tagger at run time: numpy and numba only."""

from sayso.statements.trained.reading import Page, Read, Reader, joined
from sayso.statements.trained.weights import Weights, load

__all__ = ["Page", "Read", "Reader", "Weights", "joined", "load"]
