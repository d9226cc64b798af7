"""gunicorn: `gunicorn -c deploy/gunicorn.conf.py`, from any folder.

It answers on 127.0.0.1:8000, or on every address at `PORT` where a host sets one.
"""

import os
from pathlib import Path

chdir = str(Path(__file__).resolve().parent.parent)
wsgi_app = "wsgi:application"
workers = int(os.environ.get("WEB_CONCURRENCY", len(os.sched_getaffinity(0))))
threads = 4  # a slow reader holds a thread, not a process
preload_app = True  # catalogs and records are read once, for all workers
accesslog = None  # no reader's address is kept
# Signs of life lie in memory: no disk need be writable.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # gunicorn's own advice
forwarded_allow_ips = ""  # the application alone judges forwarded headers: OPENLY_PROXIES
control_socket_disable = True  # needs no writable folder


def on_starting(server):
    """Keep readers out of the error log: gunicorn names who sent what is broken, or was asked."""
    server.log.error_log.addFilter(without_readers)


def without_readers(record):
    """Let an entry through, without the address that was asked for when a page failed."""
    if str(record.msg).startswith("Error handling request"):
        record.msg, record.args = "Error handling request", ()
    return " from ip=" not in record.getMessage()
