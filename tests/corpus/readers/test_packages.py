import gzip
import io
import zipfile

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.packages import is_outside, open_package, read_member, unpack_gzip


def pack(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_a_member_is_unpacked_up_to_what_is_allowed() -> None:
    package = open_package(pack(a=b"x" * 1000), "a.zip")
    assert read_member(package, "a", "a.zip/a") == b"x" * 1000
    with pytest.raises(RefusedError, match="too much to read"):
        read_member(package, "a", "a.zip/a", most=999)


def test_a_damaged_member_is_refused() -> None:
    data = bytearray(pack(a=b"Kolb left the room." * 20))
    data[45] ^= 255
    with pytest.raises(RefusedError, match="is damaged"):
        read_member(open_package(bytes(data), "a.zip"), "a", "a.zip/a")


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be unpacked"):
        open_package(b"PK\x03\x04", "a.zip")


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/a", "C:\\a", "..\\a"])
def test_a_name_that_leads_outside_is_known(name: str) -> None:
    assert is_outside(name)


def test_a_packed_file_is_unpacked_or_refused() -> None:
    packed = gzip.compress(b"Kolb left the room.")
    assert unpack_gzip(packed, "a.gz") == b"Kolb left the room."
    assert unpack_gzip(packed, "a.gz", most=4) == b"Kolb"
    with pytest.raises(RefusedError, match=r"'a.gz' is damaged"):
        unpack_gzip(packed[:-9], "a.gz")


def test_a_member_that_is_packed_in_another_way_and_damaged_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a", b"Kolb left the room." * 20)
    data = bytearray(stream.getvalue())
    data[45:60] = bytes(15)
    with pytest.raises(RefusedError, match=r"'a.zip' is damaged"):
        read_member(open_package(bytes(data), "a.zip"), "a", "a.zip")


def test_a_member_packed_in_a_way_that_is_not_known_is_not_said_to_have_a_password() -> None:
    data = bytearray(pack(a=b"Kolb left the room." * 20))
    for sign, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):  # where a member says how it is packed
        data[data.index(sign) + at] = 97
    with pytest.raises(RefusedError, match=r"'a.zip' is damaged: That compression method is not supported"):
        read_member(open_package(bytes(data), "a.zip"), "a", "a.zip")
