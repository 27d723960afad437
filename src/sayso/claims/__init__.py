"""Statements to claims: which say the same, and which cannot both hold."""

from sayso.claims.grouping import Settings
from sayso.claims.stage import VERSION, group_statements

__all__ = ["VERSION", "Settings", "group_statements"]
