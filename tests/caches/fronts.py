"""Caches in front of the site, run from the files in `deploy/` with ports and folders of a test."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from abc import ABC, abstractmethod
from http.client import HTTPConnection
from typing import TYPE_CHECKING

from openly.folders import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

DEPLOY = CHECKOUT / "deploy"


def free_port() -> int:
    """Return a port of 127.0.0.1 on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _program(name: str) -> str:
    """Return the path of a server that Debian puts where only root looks by itself."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    assert path, f"{name} is not installed: run `make packages`"
    return path


def _adapted(file: str, changes: dict[str, str]) -> str:
    """Return the text of a file in `deploy/` with the values of a test in place of its own."""
    text = (DEPLOY / file).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text, f"{file} has no {old}"
        text = text.replace(old, new)
    return text


class Front(ABC):
    """A cache in front of an origin on a port; all its files are in one folder."""

    def __init__(self, folder: Path, origin: int) -> None:
        self.folder, self.origin, self.port = folder, origin, free_port()

    @abstractmethod
    def command(self) -> list[str]:
        """Write its configuration, and return the command that runs it in the foreground."""

    @abstractmethod
    def purge(self, address: str) -> None:
        """Make it forget an address, as DEPLOYING.md says."""


class Varnish(Front):
    """By `deploy/varnish.vcl`, with the options of `deploy/varnish-openly.conf`."""

    def command(self) -> list[str]:
        self.purge_port = free_port()
        changes = {
            '"8000"': f'"{self.origin}"',
            ".interval = 5s": ".interval = 200ms",
        }
        configuration = self.folder / "test.vcl"
        configuration.write_text(_adapted("varnish.vcl", changes), encoding="utf-8")
        changes = {
            "-j unix,user=vcache": "-j none",
            "/etc/varnish/openly.vcl": str(configuration),
            "-a :80": f"-a 127.0.0.1:{self.port}",
            "127.0.0.1:6083": f"127.0.0.1:{self.purge_port}",
            "\\\n": "",
        }
        text = _adapted("varnish-openly.conf", changes)
        options = re.findall(r"^ExecStart=\S*varnishd (.+)$", text, re.MULTILINE)[0].split()
        return [_program("varnishd"), "-n", str(self.folder / "varnish"), *options]

    def ask_to_purge(self, address: str, port: int, source: str) -> int:
        """Ask on a port, from an address of this machine, and return the status."""
        asking = HTTPConnection("127.0.0.1", port, timeout=10, source_address=(source, 0))
        try:
            asking.request("PURGE", address)
            return asking.getresponse().status
        finally:
            asking.close()

    def purge(self, address: str) -> None:
        assert self.ask_to_purge(address, self.purge_port, "127.0.0.1") == 200


class Nginx(Front):
    """By `deploy/nginx-cache.conf`."""

    def command(self) -> list[str]:
        (self.folder / "kept").mkdir()
        changes = {
            "listen 80;": f"listen 127.0.0.1:{self.port};",
            "127.0.0.1:8000": f"127.0.0.1:{self.origin}",
            "127.0.0.1:8001": f"127.0.0.1:{free_port()}",
            "/var/lib/nginx/openly": str(self.folder / "kept"),
        }
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        lines = [
            *(["user root;"] if os.getuid() == 0 else []),
            f"daemon off; worker_processes 2; pid {self.folder}/pid;",
            f"error_log {self.folder}/error.log;",
            "events { worker_connections 256; }",
            "http {",
            *(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds),
            _adapted("nginx-cache.conf", changes),
            "}",
        ]
        configuration = self.folder / "nginx.conf"
        configuration.write_text("\n".join(lines), encoding="utf-8")
        return [_program("nginx"), "-c", str(configuration), "-e", f"{self.folder}/error.log"]

    def purge(self, address: str) -> None:
        script = [DEPLOY / "purge-nginx-cache", address, self.folder / "kept"]
        subprocess.run(script, check=True, timeout=10)


FRONTS = {"varnish": Varnish, "nginx": Nginx}
