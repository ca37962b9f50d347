"""Where the data folders are: inside the installed package, or beside it in a checkout."""

import os

#: The folders that travel with the engine.
FOLDERS = ("ontology", "shapes", "examples")

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_CHECKOUT = os.path.dirname(os.path.dirname(_PACKAGE))


def folder(name: str) -> str:
    """The absolute path of the data folder ``name``, one of :data:`FOLDERS`.

    Raises FileNotFoundError where the folder is neither in the package nor in the checkout around it.
    """
    if name not in FOLDERS:
        raise FileNotFoundError(f"no data folder is called {name!r}; there are {', '.join(FOLDERS)}")
    for base in (_PACKAGE, _CHECKOUT):
        path = os.path.join(base, name)
        if os.path.isdir(path):
            return path
    raise FileNotFoundError(f"the data folder {name!r} is missing from this installation")


def schema(name: str) -> str:
    """The absolute path of a packaged JSON Schema, such as ``classify``."""
    return os.path.join(_PACKAGE, "schema", name + ".schema.json")
