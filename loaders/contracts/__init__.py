"""Public contracts, whatever the format: what a notice says, whether it is in scope, and the relations that it becomes."""
