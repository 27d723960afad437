"""What a lawyer, editor or court reads: the evidence of a case as a document, a trail in words, JSON and CSV."""

from sayso.dossier.contract import as_json, schema
from sayso.dossier.output import write
from sayso.dossier.paths import Paths
from sayso.dossier.tables import write_csv
from sayso.dossier.trail import trail

__all__ = ["Paths", "as_json", "schema", "trail", "write", "write_csv"]
