"""The gates of a Turtle or TriG file that is too big to be held: a stream that hands on only what has passed them.

The file gate (another kind of file, UTF-8, NUL) and the nesting gate of ``palermo.read.turtle`` look at one piece of
the text after the other. A piece ends with a line, and before a long string that goes on beyond it, so that no token is
cut in two; one regular expression goes through it and stops at brackets only.
"""

import re
from codecs import getincrementaldecoder
from io import BytesIO, RawIOBase
from typing import IO, Final

from palermo.problems import PalermoError, Problem
from palermo.read.gate import foreign, take
from palermo.read.turtle import CLOSE, COMMENT, DEEPEST, LONG_STRING, OPEN, STAR, STRING, TOO_DEEP, TRIPLE_TERM

_PIECE: Final = 1 << 20
_LONGEST: Final = 16 << 20

_LONG_BEGINS: Final = "\"{3}|'{3}"
#: All up to the next bracket, which is in a group; a long string that does not end is in the group ``endless``.
_NEXT: Final = re.compile(
    rf"""(?: <(?!<)[^>]*+> | [^"'<>\#(\[{{)\]}}\\|]++ | (?!{_LONG_BEGINS})(?:{STRING}) | {LONG_STRING} | {COMMENT} | \\.
           | (?: (?<=[^\s<>"'\[\](){{}};,\#^\\]) | (?<=\\.) )\| | (?! {STAR} | {OPEN} | {CLOSE} | {_LONG_BEGINS} ) . )*+
         (?: (?P<star>{STAR}) | (?P<open>{OPEN}) | (?P<close>{CLOSE}) | (?P<endless>{_LONG_BEGINS}) | \Z )""",
    re.VERBOSE | re.DOTALL,
)


class Gated(RawIOBase):
    """A text to read from, of which ``begun`` has been read already. ``path`` is what messages call it.

    Reading raises PalermoError where something does not pass.
    """

    def __init__(self, stream: IO[bytes], path: str, begun: bytes = b"") -> None:
        super().__init__()
        self._stream = stream
        self._path = path
        self._raw = begun or self._taken()
        self._decoder = getincrementaldecoder("utf-8-sig")()
        self._ready = BytesIO()
        self._left = ""
        self._depth = 0
        self._line, self._column = 1, 1
        self._ended = False
        other = foreign(self._raw[:16])
        if other is not None:
            raise PalermoError(Problem(path, None, None, *other))

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        while True:
            data = self._ready.read(size)
            if data or self._ended:
                return data
            self._ready = BytesIO(self._passed(self._left + self._more()).encode())

    def _taken(self) -> bytes:
        taken = take(self._stream, _PIECE, self._path)
        if isinstance(taken, Problem):
            raise PalermoError(taken)
        return taken

    def _more(self) -> str:
        raw, self._raw = self._raw, b""
        if not raw:
            raw = self._taken()
            self._ended = not raw
        try:
            text = self._decoder.decode(raw, self._ended)
        except UnicodeDecodeError as error:
            before = self._left + error.object[: error.start].decode()
            raise self._refusal(before, "not UTF-8 text: save the file as UTF-8", "P105") from None
        nul = text.find("\0")
        if nul >= 0:
            message = "a NUL byte: this is a binary file, or a damaged one"
            raise self._refusal(self._left + text[:nul], message, "P105")
        return text

    def _passed(self, text: str) -> str:
        """As much of the text as can be looked through without what follows; the rest is kept."""
        end = len(text) if self._ended else text.rfind("\n") + 1
        at = 0
        while at < end:
            match = _NEXT.match(text, at, end)
            assert match is not None
            kind = match.lastgroup
            if kind == "endless":
                if not self._ended:
                    end = match.start("endless")
                break
            at = match.end()
            if kind == "open":
                self._depth += 1
                if self._depth > DEEPEST:
                    raise self._refusal(text[: at - 1], TOO_DEEP, "P113")
            elif kind == "close":
                self._depth -= 1
            elif kind == "star" and match["star"][0] in "<{":
                raise self._refusal(text[: match.start("star")], TRIPLE_TERM, "P119")
        self._left = text[end:]
        if len(self._left) > _LONGEST:
            message = "a line or text of more than 16 MB: keep long texts elsewhere and link to them"
            raise self._refusal(text[:end], message, "P118")
        self._go_on(text[:end])
        return text[:end]

    def _go_on(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self._column = len(text) - text.rfind("\n") if lines else self._column + len(text)

    def _refusal(self, before: str, message: str, code: str) -> PalermoError:
        """What is wrong with the character after ``before``, which comes after all that was handed on."""
        self._go_on(before)
        return PalermoError(Problem(self._path, self._line, self._column, message, code))
