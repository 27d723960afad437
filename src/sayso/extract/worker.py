"""The child that reads documents: `python -m sayso.extract.worker`, messages on its standard input and output.

It limits its own memory and, for each document, its CPU time; the parent limits the wall clock. First message: the settings
and the outlets, answered by "ready"; then one a document: its capture and where its blob is, answered by the document
or a reason.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sayso.extract.settings import Settings
from sayso.extract.wire import capture_of, outlets_of, pack, receive

if sys.platform != "win32":
    import resource


def main() -> None:
    """Answer until the parent closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    # a library that prints would break the framing
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    first = receive(sys.stdin.buffer)
    if first is None:
        return
    settings = Settings(**first["settings"])
    outlets = outlets_of(first["outlets"])
    _limit_memory(settings)
    answers.write(pack({"ready": True}))
    answers.flush()
    while (asked := receive(sys.stdin.buffer)) is not None:
        _limit_cpu(settings)
        answers.write(pack({**_answer(asked, outlets, settings), "peak": _peak()}))
        answers.flush()


def _answer(asked: dict[str, Any], outlets: Any, settings: Settings) -> dict[str, Any]:
    # imported late: the parent waits for the first message to be taken, not for the readers to load
    from sayso.capture.blobs import BlobStore
    from sayso.errors import CaptureError, ExtractError
    from sayso.extract.reading import read

    try:
        capture = capture_of(asked["capture"])
        data = BlobStore(Path(asked["root"])).read(capture.sha256)
        return {"document": asdict(read(data, capture, outlets, settings))}
    except (ExtractError, CaptureError) as error:
        return {"reason": str(error)}
    except MemoryError:
        limit = settings.memory_bytes / 1e6
        return {"reason": f"needs more than {limit:,.0f} MB to read; save only the article's text", "spent": True}
    except RecursionError:
        return {"reason": "nested too deeply to read; save the page's text as .txt"}
    except Exception as error:  # a parser's own bug is a property of this document, not of the batch
        return {"reason": f"the reader failed on it ({type(error).__name__}); save the page's text as .txt"}


def _limit_memory(settings: Settings) -> None:
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (settings.memory_bytes, settings.memory_bytes))
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_cpu(settings: Settings) -> None:
    if sys.platform != "win32":
        usage = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        # the limit counts from the start of the process, so it moves on with each document
        soft = int(usage.ru_utime + usage.ru_stime) + 1 + settings.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _peak() -> int:
    """The most memory this process ever held, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
