"""RTF: the paragraphs of rich text; exports of a press database in it go to their reader."""

from analysis.corpus.exports.paragraphs import read_export
from analysis.corpus.found import Found, Reading, RefusedError, join_paragraphs
from analysis.corpus.tables import Context

MOST_BYTES = 12_000_000


def read_rtf(data: bytes, name: str, context: Context) -> Reading:
    """Read a file of rich text as one article, or as the export of a press database that it is.

    Raises: RefusedError where it is damaged, too large, or holds no words.
    """
    from striprtf.striprtf import rtf_to_text

    if len(data) > MOST_BYTES:
        raise RefusedError(
            f"'{name}' has {len(data) // 1_000_000} MB, more rich text than is read at once. "
            "Export fewer articles a file, or save it as .docx."
        )
    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever a damaged file makes of a small parser
        raise RefusedError(f"'{name}' is damaged rich text: {error}. Open it in Word and save it as .docx.") from error
    lines = text.replace("\f", "\n").split("\n")
    export = read_export(lines, name, context, kind="RTF")
    if export is not None:
        return export
    return Reading("RTF", [Found(join_paragraphs(lines))], many=False)
