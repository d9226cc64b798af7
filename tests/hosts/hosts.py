"""The hosts: how a test starts each from its file. A new host is one more entry."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.hosts.apache import (
    MODULES,
    apache,
    mod_wsgi_for_this_python,
    passenger_for_this_python,
)
from tests.hosts.places import BIN, DEPLOY, Place

Command = Sequence[str | Path]
NGINX = """\
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
daemon off;
{user}
worker_processes 1;
events {{}}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {site};
}}
"""
BELOW = "/health/openly"


@dataclass(frozen=True)
class Host:
    """A host: the commands that start it in a place, its settings, and the path of the site."""

    name: str
    start: Callable[[Place], Sequence[Command]]
    environment: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""

    def __str__(self) -> str:
        return self.name


def gunicorn(address: str) -> Command:
    return [BIN / "gunicorn", "-c", DEPLOY / "gunicorn.conf.py", "--bind", address]


def waitress(address: str) -> Command:
    return [BIN / "python", DEPLOY / "waitress_server.py", address]


def granian(address: str) -> Command:
    return [BIN / "python", DEPLOY / "granian_server.py", address]


def uwsgi(place: Place) -> Command:
    # Its own folder tells it where the checkout is, so that it is not copied.
    return [BIN / "uwsgi", "--ini", DEPLOY / "uwsgi.ini", "--set", f"http-socket={place.address}"]


def nginx(place: Place, site: str) -> Command:
    main = place.folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    text = NGINX.format(folder=place.folder, user=user, site=place.put(site))
    main.write_text(text, encoding="utf-8")
    return ["/usr/sbin/nginx", "-e", place.folder / "nginx.log", "-c", main]


def mod_wsgi(place: Place) -> Command:
    library = mod_wsgi_for_this_python()
    module = f"LoadModule wsgi_module {library}\nWSGISocketPrefix {place.folder}/wsgi"
    return apache(place, "apache-mod_wsgi.conf", module)


def cgi(place: Place) -> Command:
    place.put("openly.cgi")
    module = f"LoadModule cgid_module {MODULES}/mod_cgid.so\nScriptSock {place.folder}/cgi"
    return apache(place, "apache-cgi.conf", module)


def passenger(place: Place) -> Command:
    module = (
        f"LoadModule passenger_module {passenger_for_this_python()}\n"
        "PassengerRoot /usr/lib/ruby/vendor_ruby/phusion_passenger/locations.ini\n"
        f"PassengerInstanceRegistryDir {place.folder}\n"
        f"PassengerLogFile {place.folder}/passenger.log"
    )
    return apache(place, "apache-passenger.conf", module)


HOSTS = (
    Host("gunicorn", lambda place: [gunicorn(place.address)]),
    Host("uWSGI", lambda place: [uwsgi(place)]),
    Host("Waitress", lambda place: [waitress(place.address)]),
    Host("Granian", lambda place: [granian(place.address)]),
    Host("mod_wsgi", lambda place: [mod_wsgi(place)]),
    Host("CGI", lambda place: [cgi(place)]),
    Host("Passenger", lambda place: [passenger(place)]),
    Host(
        "nginx, path passed on, SCRIPT_NAME",
        lambda place: [gunicorn(place.back), nginx(place, "nginx-path.conf")],
        {"SCRIPT_NAME": BELOW},
        BELOW,
    ),
    Host(
        "nginx, path passed on, OPENLY_BASE_URL",
        lambda place: [granian(place.back), nginx(place, "nginx-path.conf")],
        {"OPENLY_BASE_URL": f"https://city.example{BELOW}"},
        BELOW,
    ),
    Host(
        "nginx, path stripped, X-Forwarded-Prefix",
        lambda place: [waitress(place.back), nginx(place, "nginx-prefix.conf")],
        {"OPENLY_PROXIES": "1"},
        BELOW,
    ),
)
