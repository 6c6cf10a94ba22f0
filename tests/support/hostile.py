"""Text that nobody means well with: for strategies of Hypothesis, and for campaigns that put it everywhere."""

from __future__ import annotations

from hypothesis import strategies as st

from maillon.loaders.formulas import SIGNS

PIECES = (
    *("\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x07", "\x00", "\x08", "\x7f", "\x85", "\x1f", "\r", "\t", "\n"),
    *("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028", "\u2029", "\U000e0041", "\ufffd", "\uffff", "\u0301" * 5),
    *("=1+1", "@SUM(A1)", "＝1", "\u3000＝1", "  =cmd|' /C calc'!A0", "'=1", "-1", "+1"),
    *("<script>alert(1)</script>", "</script>", "<!--", "]]>", "&amp;", "javascript:alert(1)", '" onload="x', "{{x}}", "${x}", "`id`"),
    *("'}) DETACH DELETE n //", "\\u0027", '"', "'", "`", "\\", "[x](http://x)", "|", "![x](//x)", "# x", "- x: &a *a", "!!python/x"),
    *(
        "../../etc/passwd",
        "file:///etc/passwd",
        "C:\\x",
        "~",
        "%s%n",
        "{0}",
        "%2e%2e",
        "\N{GRINNING FACE}",
        "中文",
        "עברית",
        "ﷺ",
        "é",
        "I\u0307",
    ),
)
"""Terminals, bidirectional text, spreadsheets, pages, queries, YAML, paths, formats, and honest letters that few programs expect."""


def hostile_texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Any text without halves of characters, often with such pieces in it, and now and then long and all the same."""
    letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=max_size)
    mixed = st.lists(st.one_of(st.sampled_from(PIECES), letters), max_size=4).map("".join)
    signs = st.sampled_from(["a", " ", "1", "@", ".", "(", "'", *SIGNS[:4], "\u200b", "é"])
    long = st.builds(str.__mul__, signs, st.integers(max_size, 5000))
    return st.one_of(letters, mixed, long)
