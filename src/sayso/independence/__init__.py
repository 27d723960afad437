"""Claims to origins and the interval [L, U]: how many independent sources stand behind a claim."""

from sayso.independence.stage import VERSION, Settings, resolve

__all__ = ["VERSION", "Settings", "resolve"]
