"""The questions: Cypher files with a typed header, and the answers that need more than Cypher."""
