"""Run what unpacks untrusted bytes (`loaders.unpacking`) in a process of its own, with limits of memory and time.

On Linux the process limits itself, and the system holds it to that. Elsewhere no system keeps such a limit: the process is watched,
and ended once it holds more than it may.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from typing import Any

import psutil

from maillon.graph.system_errors import system_reason
from maillon.loaders.messages import messages
from maillon.loaders.unpacking import MEMORY, Frame, UnpackingError
from maillon.wording import Message

SECONDS = 8
"""Seconds of a processor that one file may take to unpack: a workbook of a million cells takes two."""

LIMITED = sys.platform == "linux"
"""Whether the system holds the process to the limit of memory that it takes on itself."""

_EVERY = 0.02
"""Seconds between two looks at the process."""


class _Watch(threading.Thread):
    """Ends a process that takes too long, or, where the system does not hold it to its limit, too much memory."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        super().__init__(daemon=True)
        self.why: Message | None = None
        self._process, self._seconds = process, seconds

    def run(self) -> None:
        try:
            watched = psutil.Process(self._process.pid)
            while self._process.poll() is None and self.why is None:
                spent = watched.cpu_times()
                if spent.user + spent.system > self._seconds:
                    self.why = messages("reader.time", seconds=self._seconds)
                elif not LIMITED and watched.memory_info().rss > MEMORY:
                    self.why = messages("reader.memory", most=MEMORY >> 20)
                time.sleep(_EVERY)
        except psutil.Error:
            return  # it has ended
        self._process.kill()


def unpacked(task: str, data: bytes, seconds: float | None = None, **asked: Any) -> Generator[Frame, None, None]:
    """The frames of one answer of `loaders.unpacking`, each as soon as it is there.

    Args:
        task: `zip`, `gzip`, `sheets`, `parquet` or `article`.
        data: the file; none where the task opens it by its path, since it may be larger than the memory.
        seconds: how many of a processor it may take; `SECONDS` where nothing is said.
        asked: what the task needs to know beside the bytes.

    Raises:
        UnpackingError: the file is refused, or its reading took too much memory or time, or ended the process.
    """
    command = [sys.executable, "-m", "maillon.loaders.unpacking"]
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        raise UnpackingError(messages("reader.start", why=system_reason(error))) from error
    watch = _Watch(process, SECONDS if seconds is None else seconds)
    watch.start()
    request = json.dumps({"task": task, **asked}).encode() + b"\n"
    sender = threading.Thread(target=_send, args=(process, request, data), daemon=True)
    sender.start()
    assert process.stdout is not None
    try:
        ended = False
        while not ended and (line := process.stdout.readline()).endswith(b"\n"):
            frame = json.loads(line)
            content = process.stdout.read(frame["size"])
            if "refused" in frame:
                said = Message(frame["refused"], ("{fr}", "{en}"), {"fr": frame["fr"], "en": frame["en"]})
                raise UnpackingError(said, frame["inside"])
            ended = "end" in frame
            if not ended and len(content) == frame["size"]:
                yield frame, content
        if not ended:
            process.wait()
            watch.join()
            raise UnpackingError(watch.why or messages("reader.died"))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        sender.join()
        watch.join()


def _send(process: subprocess.Popen[bytes], request: bytes, data: bytes) -> None:
    assert process.stdin is not None
    try:
        with process.stdin as stream:
            stream.write(request)
            stream.write(data)
    except OSError:
        return  # it has ended, and its answer says why
