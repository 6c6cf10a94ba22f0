"""`python -m benchmarks.lists FOLDER`."""

import sys
from pathlib import Path

from benchmarks.lists import show

show(Path(sys.argv[1]))
