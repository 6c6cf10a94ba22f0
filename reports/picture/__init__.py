"""The interactive picture: one answer (`queries.neighbourhood`) → one self-contained page."""

from reports.picture.page import Wording, check_place, render, write_picture

__all__ = ["Wording", "check_place", "render", "write_picture"]
