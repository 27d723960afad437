"""Written criteria, read from a closed vocabulary, applied to the evidence of a case with the reasons in words."""

from sayso.rules.evaluate import check
from sayso.rules.examples import run_examples
from sayso.rules.language import Rule
from sayso.rules.parse import bundled, load, loads
from sayso.rules.reader import RuleFileError

VERSION = "1"

__all__ = ["VERSION", "Rule", "RuleFileError", "bundled", "check", "load", "loads", "run_examples"]
