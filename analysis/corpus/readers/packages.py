"""Packages: what may be unpacked from a zip file, so that none of them can fill the memory or reach outside."""

import gzip
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from analysis.corpus.found import RefusedError

MOST_MEMBERS = 50_000
MOST_UNPACKED = 1 << 29
_CHUNK = 1 << 20


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a zip file.

    Raises: RefusedError where it is none, or too large when unpacked.
    """
    try:
        package = zipfile.ZipFile(BytesIO(data))
        members = package.infolist()
    except Exception as error:  # damaged bytes lead zipfile to errors of any kind
        raise RefusedError(f"'{name}' cannot be unpacked: {error}. Copy or download it again.") from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise RefusedError(
            f"'{name}' would unpack to {len(members):,} files of {unpacked // 1_000_000:,} MB in all, more than is "
            "read from one package. Unpack it yourself into a folder."
        )
    return package


def read_member(package: zipfile.ZipFile, member: str, name: str, *, most: int = 1 << 26) -> bytes:
    """Unpack one member, but no more of it than it says and than is allowed.

    Raises: RefusedError where it is damaged, encrypted or too large.
    """
    pieces, size = [], 0
    try:
        with package.open(member) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if size > most:
                    raise RefusedError(f"'{name}' unpacks to more than {most // 1_000_000:,} MB, too much to read.")
                pieces.append(piece)
    except RefusedError:
        raise
    except Exception as error:  # each way of packing has errors of its own
        if type(error) is RuntimeError:  # what zipfile says of a password
            raise RefusedError(f"'{name}' is locked with a password. Save it without one.") from error
        raise RefusedError(f"'{name}' is damaged: {error}") from error
    return b"".join(pieces)


def unpack_gzip(data: bytes, name: str, *, most: int = 0) -> bytes:
    """Unpack a packed file, or no more than its first `most` bytes.

    Raises: RefusedError where it is damaged, or too large when unpacked.
    """
    try:
        unpacked = gzip.GzipFile(fileobj=BytesIO(data)).read(most or MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(f"'{name}' is damaged: {error}. Copy or download it again.") from error
    if len(unpacked) > MOST_UNPACKED:
        raise RefusedError(f"'{name}' unpacks to more than {MOST_UNPACKED // 1_000_000:,} MB, too much to read.")
    return unpacked


def is_outside(member: str) -> bool:
    """Whether the name of a member would lead out of the folder it is unpacked into.

    >>> is_outside("a/b.txt"), is_outside("../b.txt"), is_outside("/b.txt")
    (False, True, True)
    """
    path = PurePosixPath(member.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0]
