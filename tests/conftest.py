"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# no test is timed: the first call of a kernel on a fresh machine compiles it for seconds
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
