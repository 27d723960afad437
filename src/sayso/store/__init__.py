"""The case's evidence database: SQLite in WAL mode with full-text search and forward migrations."""

from sayso.store.entries import Decision, Done, Hit, Location, Mark, StageRun, Verdict
from sayso.store.rows import Rows
from sayso.store.session import now
from sayso.store.store import Store

__all__ = ["Decision", "Done", "Hit", "Location", "Mark", "Rows", "StageRun", "Store", "Verdict", "now"]
