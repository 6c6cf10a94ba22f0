"""Values that several requests share: each is made once, and nobody waits for another one's."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Once:
    """Values by kind and key. Whoever first needs one makes it, and who needs the same meanwhile waits for that one alone."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._lock = threading.Lock()
        self._values: dict[str, dict[Hashable, Any]] = defaultdict(dict)
        self._making: dict[tuple[str, Hashable], threading.Lock] = {}

    def get(self, kind: str, make: Callable[[], T], key: Hashable = None, *, most: int) -> T:
        """The value, made where it is not there; of the kind at most so many are kept, the oldest goes first.

        What `make` raises is raised, and the next who asks makes it again.
        """
        with self._lock:
            if key in self._values[kind]:
                return cast("T", self._values[kind][key])
            making = self._making.setdefault((kind, key), threading.Lock())
        with making:
            with self._lock:
                if key in self._values[kind]:
                    return cast("T", self._values[kind][key])
            try:
                value = make()
                with self._lock:
                    values = self._values[kind]
                    while len(values) >= most:
                        del values[next(iter(values))]
                    values[key] = value
            finally:  # also of what cannot be made: whoever asks for pages that are not there fills no memory
                with self._lock:
                    self._making.pop((kind, key), None)
        return value

    def known(self, kind: str, key: Hashable = None) -> Any | None:
        """The value where it has been made; None where not."""
        with self._lock:
            return self._values[kind].get(key)
