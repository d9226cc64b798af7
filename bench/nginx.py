"""nginx with the page as a file: the same bytes and headers, no Python."""

import os
from pathlib import Path

from bench.peers.given import Answer, load_answer
from bench.places import BUILD, PEERS

NGINX = "nginx, a file"
_FOLDER = BUILD / "nginx"
# Those that nginx writes itself.
_ITS_OWN = {"content-length", "content-type", "etag"}
_CONFIGURATION = """\
daemon off;
{user}worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  sendfile on;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  default_type text/html;
  charset utf-8;
  server {{
    listen 127.0.0.1:{port};
    root {folder}/root;
    index index.html;
{headers}
  }}
}}
"""


def nginx_command() -> list[str]:
    """Return the command that runs nginx with the written configuration."""
    return ["nginx", "-c", str(_FOLDER / "nginx.conf"), "-e", "stderr"]


def write_configuration(port: int, folder: Path = _FOLDER) -> None:
    """Write the captured article as a file, and the configuration that serves it."""
    answer = load_answer(PEERS)
    page = folder / "root" / "en" / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_bytes(answer.body)
    text = _CONFIGURATION.format(
        # Without it the worker could not read files below a folder of root's own.
        user="user root;\n" if os.getuid() == 0 else "",
        folder=folder,
        port=port,
        headers=_header_lines(answer),
    )
    (folder / "nginx.conf").write_text(text, encoding="utf-8")


def _header_lines(answer: Answer) -> str:
    kept = [(name, value) for name, value in answer.headers if name.lower() not in _ITS_OWN]
    return "\n".join(
        f"    add_header {name} '{value.replace(chr(39), chr(92) + chr(39))}';"
        for name, value in kept
    )
