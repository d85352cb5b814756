"""Intervals of corrected figures and of shares that a sample gives."""

from typing import Any

import numpy as np
from scipy.special import expit
from scipy.special import logit as logit_of
from scipy.stats import norm
from scipy.stats import t as student

from analysis.comparing.statistics import Floats


def bound(
    estimate: Floats, error: Floats, degrees: Any, *, logit: bool = False, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Give the interval of Student's t about estimates; `logit`: on that scale wherever 0 < estimate < 1.

    >>> low, high = bound(np.array([0.5]), np.array([0.1]), 1000)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.3], [0.7])
    """
    step = student.ppf((1 + level) / 2, degrees) * error
    low, high = estimate - step, estimate + step
    if logit:
        inside = (estimate > 0) & (estimate < 1) & (error > 0)
        kept = np.where(inside, estimate, 0.5)
        middle, width = logit_of(kept), step / (kept * (1 - kept))
        low = np.where(inside, expit(middle - width), low)
        high = np.where(inside, expit(middle + width), high)
    return low, high


def wilson(share: float, n: float, *, level: float = 0.95) -> tuple[float, float]:
    """Give Wilson's interval of a share of n; n may be an effective number of units, so no whole number.

    Source: Wilson 1927. scipy.stats has it for whole counts only.

    >>> low, high = wilson(0.5, 10)
    >>> round(low, 3), round(high, 3)
    (0.237, 0.763)
    """
    square = norm.ppf((1 + level) / 2) ** 2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = np.sqrt(square * (share * (1 - share) / n + square / (4 * n * n))) / (1 + square / n)
    return float(middle - half), float(middle + half)
