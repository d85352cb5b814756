from pathlib import Path

from analysis.corpus.hashing import hash_file, hash_text


def test_the_hash_of_a_text_is_the_hash_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("é".encode())
    assert hash_text("é") == hash_file(tmp_path / "a.txt")
    assert hash_text("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
