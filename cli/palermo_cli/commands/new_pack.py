"""``palermo new pack``: a national law, or rules of another field, to fill in."""

import errno
import os
import shutil

import click

from palermo_cli import output as outputs


@click.command("pack")
@click.argument("name")
@click.option("-o", "--output", metavar="DIR", help="The folder to write.  [default: NAME]")
def command(name: str, output: str | None) -> int:
    """Write a pack called NAME with every part explained, to a new folder: its terms, its definition, a README.

    NAME is made of small letters, digits and hyphens, such as example-act-2030. `palermo check` on the folder lists
    what is to be filled in.
    """
    from palermo.skeleton import skeleton

    files = skeleton(name)
    target = (output or name).rstrip("/" + os.sep)
    for path in _written(files, target):
        click.echo(path)
    return 0


def _written(files: dict[str, str], target: str) -> list[str]:
    """The paths of the files, once the folder is there, whole. Raises OSError where it is there already."""
    if os.path.lexists(target):
        raise OSError(errno.EEXIST, "there already; give another name, or move it away", target)
    draft = f"{target}.{os.getpid()}.tmp"
    try:
        for path, text in files.items():
            place = os.path.join(draft, path)
            os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
            with outputs.opened(place, fresh=True) as out:
                out.write(text)
        os.rename(draft, target)
    except OSError as error:
        raise OSError(error.errno, f"cannot write here: {error.strerror}", target) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [os.path.join(target, path) for path in files]
