"""What can go wrong, as a tree. A bad document is a `Failure` row, never one of these.

SaysoError
├── CaseError       the case folder: missing, not a case, made by a newer version
├── CaptureError    bytes could not be preserved, or no longer match their hash
├── ExtractError    the extraction worker could not be started
├── ReuseError      the index of text reuse on disk
│   └── StaleIndex  it is damaged, or made by another version or with other settings: to be made anew from the texts
├── RuleError       a rule file does not parse, or asks for what does not exist
├── StoreError      the evidence database
└── UnknownId       an id that the case does not hold
"""


class SaysoError(Exception):
    """The base of every error that sayso raises on purpose; its text names the thing and the remedy."""


class CaseError(SaysoError):
    pass


class CaptureError(SaysoError):
    pass


class ExtractError(SaysoError):
    pass


class ReuseError(SaysoError):
    pass


class StaleIndex(ReuseError):  # noqa: N818 - reads as what it says
    pass


class RuleError(SaysoError):
    pass


class StoreError(SaysoError):
    pass


class UnknownId(SaysoError):  # noqa: N818 - reads as what it says
    pass
