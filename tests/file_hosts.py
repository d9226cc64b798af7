"""Real servers of plain files: nginx, Apache and Caddy, each with what an export says to it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE = 20
"""Seconds after which a server that does not answer has failed."""

NGINX = """
load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
{user}
daemon off; worker_processes 1; pid {place}/nginx.pid; error_log {place}/log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
  server {{ listen 127.0.0.1:{port}; root {root}; include {place}/openly-nginx.conf; }}
}}
"""
APACHE = """
ServerRoot {place}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {place}/apache.pid
ErrorLog {place}/log
{user}
{modules}
Mutex file:{place}
TypesConfig /dev/null
DocumentRoot {root}
<Directory {root}>
  AllowOverride All
  Require all granted
</Directory>
"""
APACHE_MODULES = ("mpm_event", "authz_core", "dir", "headers", "mime", "rewrite")
CADDY = "{{\n admin off\n default_bind 127.0.0.1\n}}\nimport {folder}/Caddyfile\n"


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers.get(name.lower(), "")


@dataclass(frozen=True)
class Host:
    """A running server."""

    name: str
    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path, and follow nothing: `get("/", accept_language="ar")`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=asked)
        response = connection.getresponse()
        merged: dict[str, str] = {}
        for name, value in response.getheaders():
            before = merged.get(name.lower())
            merged[name.lower()] = f"{before}, {value}" if before else value
        answer = Answer(response.status, merged, response.read())
        connection.close()
        return answer


@contextmanager
def serving(name: str, folder: Path, root: Path, place: Path) -> Iterator[Host]:
    """Serve an exported folder, which lies in a document root; stop when done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = {"nginx": _nginx, "apache": _apache, "caddy": _caddy}[name](folder, root, place, port)
    environment = {
        **os.environ,
        "HOME": str(place),
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "SITE_ROOT": str(root),
    }
    with (place / "said").open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
    try:
        _wait(process, port, place)
        yield Host(name, port)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, place: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"no answer: {(place / 'said').read_text()}")


def _program(*names: str) -> str:
    """Return the path of a program, or fail with the way to get it."""
    for name in names:
        if path := shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin"):
            return path
    raise FileNotFoundError(f"No {names[0]} here: run `make packages`, or install it by hand")


def _nginx(folder: Path, root: Path, place: Path, port: int) -> list[str]:
    said = (folder / "openly-nginx.conf").read_text()
    assert "# brotli_static on;" in said
    (place / "openly-nginx.conf").write_text(said.replace("# brotli_static", "brotli_static"))
    user = "user root;" if os.getuid() == 0 else ""
    (place / "conf").write_text(NGINX.format(user=user, place=place, port=port, root=root))
    return [_program("nginx"), "-c", str(place / "conf")]


def _apache(folder: Path, root: Path, place: Path, port: int) -> list[str]:
    assert (folder / ".htaccess").exists()
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
        for name in APACHE_MODULES
    )
    # It refuses to serve as root.
    user = "User www-data\nGroup www-data" if os.getuid() == 0 else ""
    text = APACHE.format(user=user, modules=modules, place=place, port=port, root=root)
    (place / "conf").write_text(text)
    return [_program("apache2", "httpd"), "-D", "FOREGROUND", "-f", str(place / "conf")]


def _caddy(folder: Path, root: Path, place: Path, port: int) -> list[str]:
    (place / "conf").write_text(CADDY.format(folder=folder))
    return [_program("caddy"), "run", "--adapter", "caddyfile", "--config", str(place / "conf")]
