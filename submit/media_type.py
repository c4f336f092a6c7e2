"""Media types by content: what a file is, whatever its name or the browser says."""

_TEXT = "text/plain"
_UNKNOWN = "application/octet-stream"
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
)
_TEXTS = {"csv": "text/csv", "json": "application/json", "xml": "application/xml", "log": _TEXT, "txt": _TEXT}
_SAMPLE_BYTES = 4096
# Two letters begin many a text; a bitmap says next how large its header is, and there are only these.
_BITMAP_HEADERS = frozenset({12, 40, 52, 56, 64, 108, 124})


def media_type(content: bytes, name: str) -> str:
    """The type of `content`; the name only says which kind of text a text is."""
    for signature, found in _SIGNATURES:
        if content.startswith(signature):
            return found
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[:2] == b"BM" and int.from_bytes(content[14:18], "little") in _BITMAP_HEADERS:
        return "image/bmp"
    if is_text(content):
        return _TEXTS.get(name.rpartition(".")[2].casefold(), _TEXT)
    return _UNKNOWN


def is_text(content: bytes) -> bool:
    """Whether a person could read it: no null bytes, and UTF-8 (or any one-byte text) at the start."""
    start = content[:_SAMPLE_BYTES]
    if b"\0" in start:
        return False
    try:
        # The cut may fall inside a letter of up to four bytes.
        start[:-3].decode("utf-8") if len(content) > len(start) else start.decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in b"\t\n\r\f" for byte in start)
    return True
