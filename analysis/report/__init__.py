"""Report: pages, tables and executed notebooks of a comparison, and the manifest of what they stand on."""
