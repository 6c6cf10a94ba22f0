"""What the interactive picture shows: nodes, relations, incidents and sources around the ids asked for, or everything.

Nothing is computed here a second time: incidents are those of `queries.incident`, and who is exposed, and how many people,
are those of `queries.blast_radius`, asked once for every stretch of time over which the answer does not change. The page
looks these up, so that its figures are those of the commands on any day.
"""

from __future__ import annotations
