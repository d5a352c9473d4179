"""The program, as ``python -m wirecopy``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def program() -> Path:
    """Returns the path of the program, which the wheel has beside this file."""
    return Path(__file__).parent / "program" / ("wirecopy.exe" if os.name == "nt" else "wirecopy")


def main() -> None:
    """Becomes the program, with the arguments of this process."""
    path = program()
    if not path.exists():
        sys.exit(f"{path} is missing: this package was built without the program")
    arguments = [str(path), *sys.argv[1:]]
    if os.name == "nt":
        sys.exit(subprocess.call(arguments))
    os.execv(path, arguments)


if __name__ == "__main__":
    main()
