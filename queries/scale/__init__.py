"""Figures for all origins at once, over arrays: reach, bounds on people, ranking, what-if."""
