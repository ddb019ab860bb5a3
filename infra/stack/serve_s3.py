"""The S3 server in the foreground, with its buckets, until ended: what a container runs.

The secret keys of its users `owner` and `sitrep` come from SITREP_S3_OWNER_KEY and SITREP_S3_KEY.
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from infra.stack.buckets import create_buckets
from infra.stack.rgw import Rgw


def main() -> None:
    """Serve what the folder holds."""
    parser = argparse.ArgumentParser(prog="python -m infra.stack.serve_s3", description=__doc__)
    parser.add_argument("folder", type=Path, help="keeps everything")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=9000)
    said = parser.parse_args()
    keys = {"owner": os.environ["SITREP_S3_OWNER_KEY"], "sitrep": os.environ["SITREP_S3_KEY"]}
    rgw = Rgw(said.folder.resolve(), said.port, keys, said.host)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        rgw.start()
        create_buckets(rgw)
        while rgw.daemons.running("radosgw"):
            time.sleep(1)
    finally:
        rgw.stop()
    sys.exit(f"radosgw has ended; see the logs in {rgw.folder}")


if __name__ == "__main__":
    main()
