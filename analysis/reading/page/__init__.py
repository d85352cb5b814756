"""The page before any parse: zones, quotation marks, blocks of speech."""
