"""Encoding: the text of a file, whatever it was written in, and what had to be assumed."""

import re

_SAMPLE = 1 << 20
# Letters that Windows-1252 shows where Mac Roman has an apostrophe or quotation marks.
_MAC = re.compile(r"\w[Õ](?:s|t|re|ve|ll|d|m)\b|Ò[A-Z][^ÒÓ]{0,400}Ó")
# Marks, dashes and accented letters as UTF-8 writes them: in Windows-1252 hardly a word holds such a row of bytes.
_COMMON = re.compile(rb"\xe2\x80[\x80-\xbf]|\xc3[\x80-\xbf]|\xc2[\xa0-\xbf]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode(data: bytes) -> tuple[str, str]:
    """Decode a file.

    Returns: the text and, where it is not UTF-8, a remark on what it was read as.
    Raises: ValueError where it is no text.

    >>> decode("Café".encode("cp1252"))
    ('Café', 'read as Windows-1252')
    >>> decode(b"\\xef\\xbb\\xbfTalks")
    ('Talks', '')

    Limits: among the one-byte encodings of Western languages only Mac Roman is told from Windows-1252.
    """
    for mark, name in ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32")):
        if data.startswith(mark):
            return data.decode("utf-32", errors="replace"), f"read as {name}"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(data, "utf-16")
    if zeros := data.count(b"\0"):
        if name := _guess_utf16(data[:_SAMPLE]):
            return _decode_utf16(data, name)
        if zeros > max(1, len(data) // 200):
            raise ValueError("it holds zero bytes and is no text")
        text, remark = decode(data.replace(b"\0", b""))
        return text, "; ".join(filter(None, [remark, f"{zeros} zero bytes were removed"]))
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _decode_other(data)


def is_binary(text: str) -> bool:
    """Whether a decoded text is no text: control characters stand in it as often as in no writing.

    >>> is_binary("The talks failed."), is_binary("\\x01\\x02\\x03ab")
    (False, True)
    """
    sample = text[:20_000]
    n = len(_CONTROL.findall(sample))
    return n > max(2, len(sample) // 50) or 0 < len(sample) <= 2 * n


def _guess_utf16(sample: bytes) -> str:
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.3 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.02 * half:
        return "utf-16-be"
    return ""


def _decode_utf16(data: bytes, name: str) -> tuple[str, str]:
    text = data.decode(name, errors="replace").lstrip("\ufeff")
    lost = text.count("\ufffd") - data.decode(name, errors="ignore").count("\ufffd")
    if lost > max(2, len(text) // 100) or is_binary(text):
        raise ValueError("it begins like UTF-16 but is no text")
    return text, "read as UTF-16" + (f"; {lost} damaged characters became �" if lost else "")


def _decode_other(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8-sig", errors="replace")
    lost = text.count("\ufffd")
    good = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", data))
    # UTF-8 with a few damaged bytes: another encoding would break every other sign.
    if good > 4 * lost or len(_COMMON.findall(data)) >= lost:
        return text, f"UTF-8, but {lost} damaged byte{'s' * (lost > 1)} became �"
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    if high > 0.3 * len(data[:_SAMPLE]):
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        if best is not None and best.encoding not in ("ascii", "utf_8"):
            return data.decode(best.encoding, errors="replace"), f"read as {best.encoding.replace('_', '-')}"
    text = data.decode("cp1252", errors="replace")
    if _MAC.search(text[:_SAMPLE]):
        return data.decode("mac_roman"), "read as Mac Roman"
    # Bytes that Windows-1252 leaves undefined become the replacement sign: the article is read all the same.
    return text, "read as Windows-1252"
