"""From an article to a draft of a record: what may be read off it by rule, each line with its place, and what a person has to decide."""
