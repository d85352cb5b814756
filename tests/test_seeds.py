import hashlib
from pathlib import Path

SEEDS = Path(__file__).parent.parent / "seeds"


def test_the_seed_articles_are_kept_byte_for_byte() -> None:
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in SEEDS.glob("*.txt")} == {
        "000_f1ff09710e15aa11.txt": "b61057b2f48f0dde",
        "003_a403026302f0a8d1.txt": "cf669f6a19bfa642",
    }
