"""The nesting gate on a stream says what it says of the whole text, however the stream is cut."""

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from palermo.problems import PalermoError
from palermo.read import gated
from palermo.read.gated import Gated
from palermo.read.turtle import offence

_pieces = st.sampled_from([
    "<<", ">>", "<<(", ")>>", "{", "}", "{|", "|}", "[", "]", "(", ")", "\n", "\r\n", " ", "é", "^^", ".", "|", ";",
    "a", "b:c", "b:c\\(d", "\\(", "<urn:a>", "<urn:a#(>", "_:b", '"x"', "'y{'", '"\\"["', '"" ', '"""a{"""',
    "'''b\n[\"'''",
    '"""\\" (\n"""', '#"\n', "#'''{\n", "# (((\n",
])  # fmt: skip


@settings(max_examples=800, deadline=None)
@given(st.integers(0, 101), st.lists(_pieces, max_size=40), st.sampled_from([1, 2, 3, 7, 50]), st.integers(1, 9))
@example(100, ["\n", "{"], 7, 3)
@example(99, ['"""a{"""', "\n", "(", "["], 1, 1)
def test_as_of_the_whole_text(depth: int, pieces: list[str], piece: int, size: int) -> None:
    text = "(" * depth + "".join(pieces)
    said = ""
    found = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gated, "_PIECE", piece)
        stream = Gated(BytesIO(text.encode()), "x.trig")
        try:
            while data := stream.read(size):
                assert len(data) <= size
                said += data.decode("latin-1")
        except PalermoError as error:
            found = (error.problem.code, error.problem.line, error.problem.column)
    known = offence(text)
    if known is None:
        assert (found, said.encode("latin-1").decode()) == (None, text)
    else:
        code, _, offset = known
        assert found == (code, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
        assert len(said.encode("latin-1")) <= len(text[:offset].encode())
