"""Keywords: counts, measures, lists and the tiers that say what a corpus can support."""
