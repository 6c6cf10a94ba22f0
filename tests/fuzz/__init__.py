"""Damaged and hostile files for every loader, drawn from a seed: `python -m tests.fuzz --inputs 10000 --seed 1`."""
