"""Granian: `python deploy/granian_server.py`, from any folder.

It answers on 127.0.0.1:8000, or what is given: `python deploy/granian_server.py 127.0.0.1:8080`.
"""

import os
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

if __name__ == "__main__":
    address, _, port = (sys.argv[1:] or ["127.0.0.1:8000"])[0].rpartition(":")
    Granian(
        "wsgi:application",
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        working_dir=Path(__file__).resolve().parent.parent,
        workers=len(os.sched_getaffinity(0)),
        blocking_threads=4,
        websockets=False,
        log_access=False,  # no reader's address is kept
    ).serve()
