"""Files by which a host starts gunicorn: Procfile and systemd unit."""

import configparser
import shlex
import subprocess

import pytest

from openly.folders import CHECKOUT
from tests.hosts.places import Place, started_by


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_procfile_starts_the_site_at_the_port_that_the_host_gives(place):
    kind, _, command = (CHECKOUT / "Procfile").read_text(encoding="utf-8").partition(": ")
    assert kind == "web"
    words = ["sh", "-c", f"cd {CHECKOUT} && exec {command}"]
    started_by(place, words, {"PORT": str(place.port)})


def test_systemd_understands_the_unit_and_finds_nothing_open(place):
    unit = place.put("openly.service")
    verify = ["systemd-analyze", "verify", "--man=no", unit]
    said = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    # 0 is closed and 100 open; systemd calls up to 20 “OK” in its own words.
    secure = ["systemd-analyze", "security", "--offline=true", "--threshold=15", unit]
    said = subprocess.run(secure, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


def test_unit_starts_the_site_for_a_server_on_the_same_machine(place):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(place.put("openly.service", port=place.port))
    service = unit["Service"]
    assert (service["DynamicUser"], service["ProtectSystem"]) == ("yes", "strict")
    bind = {"GUNICORN_CMD_ARGS": f"--bind={place.address}"}
    started_by(place, shlex.split(service["ExecStart"]), bind)
