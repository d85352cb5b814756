"""Plots: each draws the table printed beside it, returns its Axes, and has a twin that says it in words."""

from analysis.plots.corrected import describe_corrected, plot_corrected
from analysis.plots.keywords import describe_keywords, plot_keywords
from analysis.plots.shares import describe_forms, describe_frames, describe_shares, plot_forms, plot_frames, plot_shares
from analysis.plots.tone import describe_tone, describe_tone_strip, plot_tone, plot_tone_strip
from analysis.plots.voices import describe_voices, plot_voices
from analysis.plots.word_shifts import describe_word_shifts, plot_word_shifts

__all__ = [
    "describe_corrected",
    "describe_forms",
    "describe_frames",
    "describe_keywords",
    "describe_shares",
    "describe_tone",
    "describe_tone_strip",
    "describe_voices",
    "describe_word_shifts",
    "plot_corrected",
    "plot_forms",
    "plot_frames",
    "plot_keywords",
    "plot_shares",
    "plot_tone",
    "plot_tone_strip",
    "plot_voices",
    "plot_word_shifts",
]
