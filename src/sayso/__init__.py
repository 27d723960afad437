"""On whose say-so? For every claim in a pile of articles: who said it, through whom, how many independent sources.

import sayso
with sayso.Case.create("mine") as case:
    case.add(["articles/"])
    case.trace()
    for claim in case.claims():
        print(claim.independent, claim.text)
"""

from importlib.metadata import PackageNotFoundError, version

from sayso.case import Case
from sayso.errors import CaptureError, CaseError, ExtractError, RuleError, SaysoError, StoreError, UnknownId

try:
    __version__ = version("sayso")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0+unknown"

__all__ = [
    "CaptureError",
    "Case",
    "CaseError",
    "ExtractError",
    "RuleError",
    "SaysoError",
    "StoreError",
    "UnknownId",
    "__version__",
]
