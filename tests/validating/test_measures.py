import numpy as np
import pandas as pd

from analysis.validating.measures import measure_tone, measure_words

UNITS = pd.DataFrame({
    "n_words": [4, 4, 40],
    "word_roles": [("media", "media", "", ""), ("", "", "", "public"), ("media",) * 20 + ("",) * 20],
    "coded": [True, True, False],
    "coded_roles": [("media", "", "", ""), ("public", "public", "", ""), ()],
})  # fmt: skip


def test_words_are_counted_by_the_rules_everywhere_and_by_the_coder_where_she_coded() -> None:
    reported = measure_words(UNITS)[0]
    assert (reported.measure, reported.name) == ("reported words", "")
    assert reported.f.tolist() == [2, 1, 20]
    assert reported.y.tolist() == [1, 2, 0]
    assert reported.x.tolist() == reported.g.tolist() == [4, 4, 40]


def test_a_role_is_a_share_of_the_reported_words() -> None:
    _, media, public = measure_words(UNITS)
    assert (media.name, public.name) == ("media", "public")
    assert media.f.tolist() == [2, 0, 20]
    assert media.y.tolist() == [1, 0, 0]
    assert media.g.tolist() == [2, 1, 20]
    assert public.y.tolist() == [0, 2, 0]


def test_small_roles_are_pooled() -> None:
    rare = UNITS.assign(coded=[True, False, False])  # then 1 of 23 words is said in public
    assert [measure.name for measure in measure_words(rare)] == ["", "media", "other roles"]


def test_without_coded_roles_only_the_reported_words_are_measured() -> None:
    assert len(measure_words(UNITS, roles=False)) == 1


def test_tone_is_halved_to_the_scale_of_the_model() -> None:
    units = pd.DataFrame({
        "tone": [0.4, -0.2], "negative": [False, True], "coded": [True, False], "rating": [-2.0, np.nan],
    })  # fmt: skip
    tone, negative = measure_tone(units)
    assert (tone.y.tolist(), tone.f.tolist(), tone.share) == ([-1, 0], [0.4, -0.2], False)
    assert (negative.y.tolist(), negative.f.tolist()) == ([1, 0], [0, 1])
