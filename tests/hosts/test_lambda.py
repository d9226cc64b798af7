"""AWS Lambda: the function answers what API Gateway and a load balancer send."""

import importlib
import os
from base64 import b64decode

import pytest

from openly.assets import load_assets
from tests.hosts.lambda_events import api_gateway, load_balancer, over_lambda
from tests.hosts.reading import LOOKS, READER, Site


@pytest.fixture(scope="module")
def handler():
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("OPENLY_")]:
            patch.delenv(name)
        return importlib.import_module("deploy.aws_lambda").handler


@pytest.mark.parametrize("event", [api_gateway, load_balancer])
def test_site_is_read_through_lambda_and_no_address_is_kept(handler, event, subtests, capfd):
    site = Site(over_lambda(handler, event))
    for look in LOOKS:
        with subtests.test(look.__name__):
            look(site)
    assert READER not in "".join(capfd.readouterr())


@pytest.mark.parametrize("event", [api_gateway, load_balancer])
@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_bytes_travel_as_base64_and_text_as_text(handler, event, encoding):
    page = handler(event("GET", "/en/", {"Accept-Encoding": encoding}), None)
    assert page["isBase64Encoded"] == ("Content-Encoding" in page["headers"])
    icon = load_assets()["icon.svg"]
    sent = handler(event("GET", f"/static/{icon.address}", {"Accept-Encoding": encoding}), None)
    assert sent["isBase64Encoded"]
    assert "Content-Encoding" in sent["headers"] or b64decode(sent["body"]) == icon.body
