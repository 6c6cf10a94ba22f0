"""`python -m tests.expected STORE`: write the expected rows anew."""

import sys
from pathlib import Path

from maillon.graph.store import open_store
from tests.expected import rewrite

with open_store(Path(sys.argv[1])) as opened:
    rewrite(opened)
