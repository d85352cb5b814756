from analysis.comparing.measuring import MEASURES
from analysis.comparing.settings import MATCHED, SETTINGS
from analysis.parameters import Parameters
from analysis.schema import COLUMNS, INTERNAL


def test_every_table_that_is_measured_has_its_settings() -> None:
    assert list(SETTINGS) == list(MEASURES)
    assert set().union(*SETTINGS.values()) <= set(Parameters.model_fields)


def test_what_is_matched_is_not_measured() -> None:
    assert not set(MATCHED) & set(SETTINGS)
    assert {*MATCHED, *SETTINGS} <= {*COLUMNS, *INTERNAL}
