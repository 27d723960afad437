"""The case: the one face of Sayso, and the work behind it."""

from sayso.case.case import Case

__all__ = ["Case"]
