"""AWS Lambda: the function answers what API Gateway and a load balancer send."""

import gzip
import importlib
import os
from base64 import b64decode

import brotli
import pytest

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
def test_bytes_travel_as_base64_and_text_as_text(handler, event):
    page = handler(event("GET", "/en/", {}), None)
    assert not page.get("isBase64Encoded")
    for name, unpack in {"br": brotli.decompress, "gzip": gzip.decompress}.items():
        packed = handler(event("GET", "/en/", {"Accept-Encoding": name}), None)
        told = {header.lower(): value for header, value in packed["headers"].items()}
        assert (packed["isBase64Encoded"], told["content-encoding"]) == (True, name)
        assert unpack(b64decode(packed["body"])).decode() == page["body"]
