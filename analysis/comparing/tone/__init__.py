"""Tone by source and voice: means, differences, extremes, and the words behind them."""
