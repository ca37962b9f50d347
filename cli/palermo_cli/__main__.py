"""``python -m palermo_cli``."""

import os

try:
    from palermo_cli.main import run
except KeyboardInterrupt:  # before that module is there to tell of it
    os.write(2, b"palermo: stopped\n")
    os._exit(2)

run()
