import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.options import FIELDS, Options, parse_options, read_options, write_options
from analysis.errors import RequestError


def test_options_are_read_as_the_command_line_has_them() -> None:
    options = read_options(["text=full text", "source="], ["event=dam=1"], "dmy", "none")
    assert options == Options({"text": "full text", "source": ""}, {"event": "dam=1"}, "dmy", "none")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"columns": ["text"]}, "'text' is no pair. Write --column text=NAME."),
        ({"columns": ["txt=a"]}, "Unknown field 'txt' in --column. Did you mean 'text'?"),
        ({"columns": ["text=a", "text=b"]}, "--column text is given twice, as 'a' and as 'b'. Give it once."),
        ({"values": ["text=a"]}, "Unknown field 'text' in --set."),
        ({"date_order": "ydm"}, "--date-order is 'ydm'; it must be dmy, mdy or ymd."),
        ({"events": "all"}, "--events is 'all'; it must be given, group or none."),
    ],
)
def test_a_wrong_option_is_named_with_what_it_may_be(given: dict, message: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(RequestError) as error:
        read_options(**given)
    assert str(error.value).startswith(message)


@given(
    st.dictionaries(st.sampled_from(("text", *FIELDS)), st.text(max_size=9).map(str.strip), max_size=3),
    st.dictionaries(st.sampled_from(FIELDS[1:]), st.text(max_size=9).map(str.strip), max_size=2),
    st.sampled_from(["", "dmy"]),
)
def test_what_is_written_as_a_line_is_read_back(columns: dict[str, str], values: dict[str, str], order: str) -> None:
    options = Options(columns, values, order, "")
    assert parse_options(write_options(options)) == options


def test_a_line_that_is_none_is_refused() -> None:
    with pytest.raises(RequestError, match=r"'--columns' is no option of a corpus. Did you mean '--column'\?"):
        parse_options("--columns text=a")
    with pytest.raises(RequestError, match="lacks its value"):
        parse_options("--column")
