"""Who publishes, who owns whom, and which names are agencies: a small table that a case can extend."""

from sayso.outlets.table import Outlet, OutletTable

__all__ = ["Outlet", "OutletTable"]
