"""Big inputs that cannot be looked at twice, or not line by line, as temporary N-Quads: a stream unpacked, TriG written
anew.

Memory holds a piece of them. What passes from TriG has passed the gates of a small file first.
"""

from contextlib import ExitStack
from typing import IO, Final, cast

from palermo.bulk.temporary import room, temporary
from palermo.problems import PalermoError, Problem
from palermo.read.formats import TRIG
from palermo.read.gate import take
from palermo.read.walk import Source

_PIECE: Final = 1 << 20


def spooled(stream: IO[bytes], source: Source, begun: bytes = b"") -> IO[bytes]:
    """A temporary file of N-Quads with what a stream of N-Quads or TriG holds, to be closed by the caller. ``begun`` is
    what was read from the stream already. Lines of N-Quads stay as they are.

    Raises PalermoError where the stream cannot be read, TriG is wrong, or no temporary file can be written.
    """
    with room(source.path), ExitStack() as opened:
        file = opened.enter_context(temporary())
        if source.format == TRIG:
            _written_anew(stream, source.path, begun, file)
        else:
            _unpacked(stream, source.path, begun, file)
        file.flush()
        opened.pop_all()
    return file


def _unpacked(stream: IO[bytes], path: str, begun: bytes, out: IO[bytes]) -> None:
    out.write(begun)
    while piece := take(stream, _PIECE, path):
        if isinstance(piece, Problem):
            raise PalermoError(piece)
        out.write(piece)


def _written_anew(stream: IO[bytes], path: str, begun: bytes, out: IO[bytes]) -> None:
    import pyoxigraph as ox

    from palermo.read.gated import Gated
    from palermo.read.parse import syntax_problem, too_long

    try:
        quads = ox.parse(cast(IO[bytes], Gated(stream, path, begun)), ox.RdfFormat.TRIG, rename_blank_nodes=True)
        ox.serialize(quads, out, ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise PalermoError(syntax_problem(error, TRIG, path, b"")) from None
    except MemoryError:
        raise PalermoError(too_long(path)) from None
