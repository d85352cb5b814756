import os
from pathlib import Path

import pytest

from analysis.running.cache import Cache, cache_folder
from analysis.running.shared_cache import share_cache

READING = {"zones": {"zone": ["body"], "start": [0], "end": [4]}}


@pytest.mark.filterwarnings("ignore:No cache")
@pytest.mark.parametrize("place", ["off", "file/folder"])
def test_a_run_without_a_cache_shares_one_of_its_own_for_as_long_as_it_lasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMESTORY_CACHE", place)
    with share_cache():
        folder = cache_folder()
        Cache().store({"key": READING})
        assert Cache().find(["key"]) == {"key"}
    assert not folder.exists()
    assert os.environ["SAMESTORY_CACHE"] == place
