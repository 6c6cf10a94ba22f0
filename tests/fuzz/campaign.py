"""A campaign: inputs drawn from a seed, read in processes of their own that are watched, and the table of what became of them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.fuzz.reader import LOADED, REFUSED

SECONDS = 10
"""Seconds of a processor after which the reading of an input is a hang."""

MEMORY = 1 << 30
"""Bytes that no process may hold."""


@dataclass(slots=True)
class Tally:
    """What became of the inputs, by loader and form, and the faults with the numbers by which they are made again."""

    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    faults: list[tuple[int, str, str]] = field(default_factory=list)
    largest: int = 0
    """Bytes of the largest process that was seen."""
    longest: float = 0.0
    """Seconds of a processor that one input took at most."""

    def add(self, begun: dict[str, Any], outcome: str) -> None:
        """Count one input."""
        kind = outcome if outcome in (LOADED, REFUSED, "hang", "abort") else "error"
        self.counts.setdefault((begun["loader"], begun["form"]), Counter())[kind] += 1
        if kind not in (LOADED, REFUSED):
            self.faults.append((begun["begun"], f"{begun['loader']} {begun['form']} {begun['did']}", outcome))

    @property
    def all(self) -> Counter[str]:
        """The counts of all loaders together."""
        return sum(self.counts.values(), start=Counter())


class _Reader:
    """A process that reads some inputs, and the thread that watches it."""

    def __init__(self, seed: int, numbers: Sequence[int], folder: Path, tally: Tally) -> None:
        command = [sys.executable, "-m", "tests.fuzz.reader"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._process.stdin is not None
        with self._process.stdin as stream:
            stream.write(json.dumps({"seed": seed, "numbers": list(numbers), "folder": str(folder)}) + "\n")
        self._tally, self._since, self.hung = tally, 0.0, False
        self._watched = psutil.Process(self._process.pid)
        threading.Thread(target=self._watch, daemon=True).start()

    def read(self) -> dict[str, Any] | None:
        """Count what comes; the input that was being read when the process ended, if it ended over one."""
        assert self._process.stdout is not None
        begun: dict[str, Any] | None = None
        with self._process.stdout as lines:
            for line in lines:
                told = json.loads(line)
                if "begun" in told:
                    begun, self._since = told, self._spent()
                elif begun is not None:
                    self._tally.longest = max(self._tally.longest, self._spent() - self._since)
                    self._tally.add(begun, told["outcome"])
                    begun = None
        self._process.wait()
        return begun

    def _spent(self) -> float:
        try:
            times = self._watched.cpu_times()
        except psutil.Error:
            return self._since
        return float(times.user + times.system)

    def _watch(self) -> None:
        try:
            while self._process.poll() is None:
                held = self._watched.memory_info().rss
                self._tally.largest = max(self._tally.largest, held)
                if held > MEMORY or (self._since and self._spent() - self._since > SECONDS):
                    self.hung = True
                    self._process.kill()
                    return
                time.sleep(0.05)
        except psutil.Error:
            return


def run(inputs: Sequence[int], seed: int, folder: Path) -> Tally:
    """Read the inputs with these numbers, and count what became of them."""
    tally, left = Tally(), list(inputs)
    while left:
        reader = _Reader(seed, left, folder, tally)
        over = reader.read()
        if over is None and not tally.counts:
            raise RuntimeError("the process that reads did not begin")
        if over is None:
            break
        tally.add(over, "hang" if reader.hung else "abort")
        left = left[left.index(over["begun"]) + 1 :]
    return tally
