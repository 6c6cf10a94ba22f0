"""From files to records: one short module per format, each read, then parse, then records."""
