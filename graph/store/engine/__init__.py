"""The embedded engine: its process, its folder, its locks, and the client that finds or starts it."""
