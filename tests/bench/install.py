"""Install the peers of the benchmark, and Palier's own locked needs, into the environment that runs this.

A peer that cannot be installed is told and passed over: the table will say that it is missing.
"""

import subprocess
import sys
from pathlib import Path

_HOUSE = Path(__file__).parents[2]
_PIP = (sys.executable, "-m", "pip", "install", "--quiet")


def main() -> None:
    """Palier's needs first: bm25s has to take the same NumPy."""
    lock = _HOUSE / "requirements.lock"
    subprocess.run([*_PIP, "--no-deps", "--require-hashes", "--requirement", str(lock)], check=True)
    for line in Path(__file__).with_name("requirements.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            print(f"  {line}", file=sys.stderr, flush=True)
            if subprocess.run([*_PIP, line], check=False).returncode:
                print(f"  {line} cannot be installed; the table will do without it", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
