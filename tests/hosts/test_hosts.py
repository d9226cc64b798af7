"""The site is the same through every host, and no host keeps who read it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.hosts.hosts import BELOW, HOSTS, gunicorn, nginx, waitress
from tests.hosts.places import Place, running
from tests.hosts.reading import LOOKS, READER, garble, leave_early


@pytest.fixture
def place():
    # Not pytest's folder: what hosts listen on within must have a path of 108 characters at most.
    with TemporaryDirectory(prefix="openly-") as folder:
        Path(folder).chmod(0o755)
        yield Place(Path(folder))


@pytest.mark.parametrize("host", HOSTS, ids=str)
def test_site_is_read_through_the_host_and_no_address_is_kept(host, place, subtests):
    with running(place, host.start(place), host.environment, host.prefix) as site:
        for look in LOOKS:
            with subtests.test(look.__name__):
                look(site)
        leave_early(place.port)
        garble(place.port)
    assert READER not in place.log()


def test_an_address_in_a_log_would_be_found(place):
    command = [*gunicorn(place.address), "--access-logfile", "-"]
    with running(place, [command], {}):
        pass
    assert READER in place.log()


def test_prefix_of_a_proxy_that_is_not_counted_is_not_believed(place):
    commands = [waitress(place.back), nginx(place, "nginx-prefix.conf")]
    with running(place, commands, {"OPENLY_PROXIES": "0"}, BELOW) as site:
        text = site.get("/en/").text
    assert 'href="/en/help/"' in text
    assert BELOW not in text


def test_nginx_keeps_no_address_while_the_application_is_down(place):
    with running(place, [nginx(place, "nginx-path.conf")], {}, BELOW, ready=502):
        pass
    assert READER not in place.log()
