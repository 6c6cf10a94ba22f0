"""Measurements against the tools that people would use instead; see README.md."""
