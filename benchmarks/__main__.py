"""All benchmarks, one after the other: `make bench`."""

import subprocess
import sys
from pathlib import Path

NAMES = ("clean", "events", "muc4", "throughput", "discovery")

for name in NAMES:
    print(f"\n## {name}\n", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[1])
