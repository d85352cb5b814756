import pytest
from pydantic import ValidationError

from analysis.errors import RequestError
from analysis.parameters import Parameters, check_parameters, check_sources, read_settings, split_sources


def message(values: dict[str, object]) -> str:
    with pytest.raises(RequestError) as caught:
        check_parameters(**values)
    return str(caught.value)


def test_nothing_given_means_the_defaults() -> None:
    assert check_parameters() == Parameters()
    assert Parameters().model_dump() == {
        "corpus": "seeds",
        "corpus_options": "",
        "out": "",
        "view": "speech",
        "voice": "own",
        "sources": "",
        "reference": "",
        "copies": "keep",
        "tone_model": "on",
        "top_n": 15,
        "n_boot": 1000,
        "seed": 0,
    }


def test_every_parameter_says_what_it_is() -> None:
    assert all(field.description for field in Parameters.model_fields.values())


def test_no_description_holds_a_sign_of_assignment_which_papermill_takes_for_a_second_parameter() -> None:
    assert not [name for name, field in Parameters.model_fields.items() if "=" in (field.description or "")]


def test_numbers_may_come_as_text_and_text_as_numbers() -> None:
    parameters = check_parameters(top_n="20", corpus=2020)
    assert (parameters.top_n, parameters.corpus) == (20, "2020")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"corpsu": "seeds"}, "Unknown parameter 'corpsu'. Did you mean 'corpus'?"),
        (
            {"zebra": 1},
            "Unknown parameter 'zebra'. There are: corpus, corpus_options, out, view, voice, sources, reference, "
            "copies, tone_model, top_n, n_boot, seed.",
        ),
        ({"top_n": "many"}, "top_n is 'many'; it must be a whole number, 1 to 50."),
        ({"top_n": 51}, "top_n is 51; it must be a whole number, 1 to 50."),
        ({"top_n": 1.5}, "top_n is 1.5; it must be a whole number, 1 to 50."),
        ({"top_n": True}, "top_n is True; it must be a whole number, 1 to 50."),
        ({"top_n": None}, "top_n is None; it must be a whole number, 1 to 50."),
        ({"n_boot": 0}, "n_boot is 0; it must be a whole number, 100 to 100000."),
        ({"seed": -1}, "seed is -1; it must be a whole number, 0 or more."),
        ({"view": "spech"}, "view is 'spech'; it must be 'strict', 'speech' or 'all'."),
        ({"voice": ""}, "voice is ''; it must be 'own', 'quoted' or 'all'."),
        ({"sources": ["A", "B"]}, "sources is ['A', 'B']; it must be text."),
        (
            {"top_n": 0, "viwe": "all"},
            "top_n is 0; it must be a whole number, 1 to 50. Unknown parameter 'viwe'. Did you mean 'view'?",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_may_be(values: dict[str, object], expected: str) -> None:
    assert message(values) == expected


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        check_parameters().top_n = 3  # type: ignore[misc]


def test_reads_pairs_and_keeps_what_follows_the_first_equals_sign() -> None:
    assert read_settings(["corpus=a=b", " view =all", "sources="]) == {"corpus": "a=b", "view": "all", "sources": ""}


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (["top_n"], "'top_n' is not a setting. Write it as name=value, for example top_n=20."),
        (["=3"], "'=3' is not a setting. Write it as name=value, for example top_n=20."),
        (["seed=1", "seed=2"], "'seed' is given twice, as '1' and as '2'. Give it once."),
    ],
)
def test_refuses_what_is_not_a_pair(pairs: list[str], expected: str) -> None:
    with pytest.raises(RequestError) as caught:
        read_settings(pairs)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [("", []), ("A", ["A"]), (" A ,B,, A", ["A", "B"]), ('"Herald, The",B', ["Herald, The", "B"])],
)
def test_splits_sources_at_commas(sources: str, expected: list[str]) -> None:
    assert split_sources(sources) == expected


def test_no_choice_means_every_source_in_the_order_of_the_corpus() -> None:
    assert check_sources(check_parameters(), ["B", "A"]) == ["B", "A"]
    assert check_sources(check_parameters(sources="A,B", reference="A"), ["B", "C", "A"]) == ["B", "A"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"sources": "A,Heralt"}, "Unknown source 'Heralt'. Did you mean 'Herald'? There are: 'A', 'Herald'."),
        ({"reference": "zebra"}, "Unknown reference 'zebra'. There are: 'A', 'Herald'."),
        (
            {"sources": "A", "reference": "Herald"},
            "The reference 'Herald' is not among the chosen sources 'A'. "
            "Add it to sources, or choose another reference.",
        ),
    ],
)
def test_an_unknown_source_is_named_with_what_exists(values: dict[str, str], expected: str) -> None:
    with pytest.raises(RequestError) as caught:
        check_sources(check_parameters(**values), ["A", "Herald"])
    assert str(caught.value) == expected


def test_sources_in_two_lines_are_refused():
    with pytest.raises(RequestError, match="stand in one line, with commas between"):
        split_sources("A\nB")
