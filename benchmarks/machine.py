"""What a benchmark ran on, in general words: no names, no dates."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from measure import CORES


def machine() -> dict[str, str]:
    """Processor, memory, system and versions, each under what it is called."""
    return {
        "processor": f"{_processor()}, {len(CORES) or os.cpu_count()} cores",
        "memory": _memory(),
        "system": platform.system(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "pyoxigraph": version("pyoxigraph"),
    }


def _processor() -> str:
    """The model as the system calls it, or the kind of machine."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError):
        return "not known"
    return f"{size / 2**30:.0f} GiB"
