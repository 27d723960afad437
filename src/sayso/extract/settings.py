"""The limits of extraction, as one frozen object."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits per document, and how many children read at once. Sizes in bytes, times in seconds.

    max_html_bytes   a page of 20 MB takes the reader about 14 s; articles are below 5 MB
    max_text_bytes   plain text and Markdown are read in one pass, so the limit is wider
    max_nesting      beyond it no reader is tried: resiliparse takes 6 s at 20,000 levels and does not end at 100,000
    max_attributes   of one tag; at 200,000 resiliparse does not end
    wall_seconds     a child that takes longer over one document is killed
    cpu_seconds      the same in CPU time, kept by the operating system even if the parent is gone
    memory_bytes     address space of a child; 20 MB of ordinary page need below 1 GB
    recycle_bytes    a child whose memory once rose above this is replaced, so that memory comes back
    """

    max_html_bytes: int = 20_000_000
    max_text_bytes: int = 50_000_000
    max_nesting: int = 5_000
    max_attributes: int = 5_000
    wall_seconds: float = 60.0
    cpu_seconds: int = 45
    memory_bytes: int = 3_000_000_000
    recycle_bytes: int = 600_000_000
    # a setting of the machine: it changes no result, and no stored result is out of date for it
    workers: int = field(default_factory=lambda: min(4, os.cpu_count() or 1), metadata={"machine": True})
