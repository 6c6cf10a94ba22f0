"""Loading: records become ledger pages, pages become what changes, changes become Cypher in batches."""
