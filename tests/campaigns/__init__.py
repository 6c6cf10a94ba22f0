"""Campaigns: what disks, systems and other hands do to a store, drawn with a seed and tried on real engines, counted in a table.

Each is a command (`python -m tests.campaigns.damage --seed 1`) and runs small in the suite. docs/backup.md holds their tables.
"""
