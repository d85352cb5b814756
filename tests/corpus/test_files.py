import os
from pathlib import Path

import pytest

from analysis.corpus.files import clean_name, read_bytes, require_inside
from analysis.corpus.found import RefusedError
from analysis.errors import RequestError
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()


def test_a_file_that_is_gone_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="cannot be opened: No such file"):
        read_bytes(tmp_path / "a.txt", "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(RefusedError, match="no regular file"):
        read_bytes(tmp_path / "pipe.txt", "pipe.txt")


def test_a_name_that_would_command_the_terminal_is_printed_without(tmp_path: Path) -> None:
    assert clean_name("a\x1b]0;pwn\x07.txt") == "a�]0;pwn�.txt"
    assert clean_name("Zoë.txt") == "Zoë.txt"


def test_half_a_letter_in_a_name_becomes_the_same_sign_as_in_a_text() -> None:
    assert clean_name("a\udcff.txt") == "a�.txt"


def test_a_table_beside_the_texts_is_no_link_out_of_the_corpus(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (tmp_path / "secret.csv").write_text("file\nroot:x\n")
    (corpus / "kept.csv").write_text("file\na.txt\n")
    for name, target in {"out": tmp_path / "secret.csv", "gone": tmp_path / "gone", "round": corpus / "round"}.items():
        (corpus / name).symlink_to(target)
    (corpus / "sub" / "articles.csv").symlink_to("../kept.csv")
    require_inside(corpus / "sub" / "articles.csv", corpus, "corpus")
    for name in ("out", "gone"):
        with pytest.raises(RequestError, match=rf"^'{name}' in 'corpus' is a link that leads out of the corpus"):
            require_inside(corpus / name, corpus, "corpus")
