"""What would change a result, as text, Markdown and JSON; each writer is imported only when it is chosen."""

from collections.abc import Callable
from typing import TextIO

from palermo.write.context import Context
from palermo.write.whatif.writer import WhatIfJson, WhatIfReport, WhatIfWriter


def _text(out: TextIO, context: Context) -> WhatIfWriter:
    from palermo.write.blocks_out import text_out

    return WhatIfReport(out, context, text_out)


def _markdown(out: TextIO, context: Context) -> WhatIfWriter:
    from palermo.write.blocks_out import markdown_out

    return WhatIfReport(out, context, markdown_out)


#: The name of a format to what makes its writer.
WRITERS: dict[str, Callable[[TextIO, Context], WhatIfWriter]] = {
    "text": _text,
    "json": WhatIfJson,
    "markdown": _markdown,
}
