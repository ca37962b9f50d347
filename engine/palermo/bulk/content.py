"""What a portion that is no whole file holds."""

from palermo.bulk.values import Portion
from palermo.problems import PalermoError, Problem


def bytes_of(portion: Portion) -> bytes:
    """The bytes of a portion that is no whole file. Raises PalermoError where they cannot be read."""
    if portion.data is not None:
        return portion.data
    size = portion.end - portion.start
    try:
        with open(portion.place or portion.path, "rb") as file:
            file.seek(portion.start)
            data = file.read(size)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise PalermoError(Problem(portion.path, None, None, message, "P102")) from None
    if len(data) < size:
        message = "grew shorter while it was read: run this again once nothing changes it"
        raise PalermoError(Problem(portion.path, None, None, message, "P102"))
    return data


def lines_of(data: bytes) -> int:
    """How many lines end in these bytes; a carriage return without line feed ends one too."""
    return data.count(b"\n") + (data.count(b"\r") - data.count(b"\r\n") if b"\r" in data else 0)
