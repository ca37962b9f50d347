"""A drawing as PNG, by resvg, with letters that come with it: the same drawing gives the same bytes anywhere."""

import os
from collections.abc import Iterable
from typing import Final

from palermo.problems import PalermoError, Problem

#: Points for each unit of a drawing: 400 units wide, it can be printed 11 cm wide at 300 points an inch.
SCALE: Final = 3


def png(lines: Iterable[str]) -> bytes:
    """The PNG of the lines of an SVG. Raises PalermoError where the libraries for it are not installed."""
    try:
        import fontpkg_noto_sans
        import resvg_py
    except ImportError as error:
        message = f"PNG needs {error.name}, which is not installed; try pip install 'palermo[charts]', or write SVG"
        raise PalermoError(Problem("", None, None, message, "P805")) from None
    files = os.path.join(fontpkg_noto_sans.ROOT, "files")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string="\n".join(lines),
            zoom=SCALE,
            skip_system_fonts=True,
            font_dirs=[files],
            font_family=fontpkg_noto_sans.FAMILY,
            sans_serif_family=fontpkg_noto_sans.FAMILY,
        )
    )
