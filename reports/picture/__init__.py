"""The interactive picture: one answer (`queries.neighbourhood`) → one self-contained page."""

from maillon.reports.picture.page import MOST_VISIBLE, Surroundings, Wording, check_place, render_page, undrawn, write_picture

__all__ = ["MOST_VISIBLE", "Surroundings", "Wording", "check_place", "render_page", "undrawn", "write_picture"]
