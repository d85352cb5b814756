"""Intervals of corrected figures and of shares that a sample gives."""

import math
from typing import Any

import numpy as np

from analysis.comparing.draws import Floats


def reach(degrees: Any = math.inf, *, level: float = 0.95) -> Any:
    """Say how many standard errors an interval reaches to each side: Student's t, the normal one without degrees.

    `degrees`: a number, or an array of finite ones.

    >>> round(reach(), 2), round(float(reach(5)), 2)
    (1.96, 2.57)
    """
    from scipy.special import ndtri, stdtrit

    middle = (1 + level) / 2
    return float(ndtri(middle)) if np.ndim(degrees) == 0 and math.isinf(degrees) else stdtrit(degrees, middle)


def judge(difference: float, error: float, degrees: float = math.inf) -> float:
    """Give the two-sided p-value of a difference; missing where it has no standard error.

    >>> round(judge(1.96, 1), 3), judge(1, 0)
    (0.05, nan)
    """
    from scipy.special import ndtr, stdtr

    if not error > 0:
        return math.nan
    below = -abs(difference) / error
    return float(2 * (ndtr(below) if math.isinf(degrees) else stdtr(degrees, below)))


def bound(
    estimate: Floats, error: Floats, degrees: Any, *, logit: bool = False, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Give the interval of Student's t about estimates; `logit`: on that scale wherever 0 < estimate < 1.

    >>> low, high = bound(np.array([0.5]), np.array([0.1]), 1000)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.3], [0.7])
    """
    from scipy.special import expit
    from scipy.special import logit as take_logit

    step = reach(degrees, level=level) * error
    low, high = estimate - step, estimate + step
    if logit:
        inside = (estimate > 0) & (estimate < 1) & (error > 0)
        kept = np.where(inside, estimate, 0.5)
        middle, width = take_logit(kept), step / (kept * (1 - kept))
        low = np.where(inside, expit(middle - width), low)
        high = np.where(inside, expit(middle + width), high)
    return low, high


def wilson_effective(share: float, n: float, *, level: float = 0.95) -> tuple[float, float]:
    """Give Wilson's interval of a share of n; n may be an effective number of units, so no whole number.

    Source: Wilson 1927. scipy.stats has it for whole counts only.

    >>> low, high = wilson_effective(0.5, 10)
    >>> round(low, 3), round(high, 3)
    (0.237, 0.763)
    """
    square = reach(level=level) ** 2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = math.sqrt(square * (share * (1 - share) / n + square / (4 * n * n))) / (1 + square / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)  # rounding may pass them by a hair
