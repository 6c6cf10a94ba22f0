"""The interactive picture: one answer (`queries.neighbourhood`) → one self-contained page."""

from reports.picture.page import Wording, render, write_picture

__all__ = ["Wording", "render", "write_picture"]
