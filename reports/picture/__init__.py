"""The interactive picture: one answer (`queries.neighbourhood`) → one self-contained page."""

from maillon.reports.picture.page import Wording, check_place, render_page, write_picture

__all__ = ["Wording", "check_place", "render_page", "write_picture"]
