"""A second implementation of the answers, slow and obvious, from docs/model.md and docs/exposure.md alone, and what compares the two."""
