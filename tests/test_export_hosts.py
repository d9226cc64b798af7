"""Hosts of plain files send what the site sends: real nginx, Apache and Caddy, and `_headers`."""

import gzip
import re
import shutil
import tempfile
from fnmatch import fnmatch
from pathlib import Path

import brotli
import pytest

from openly.caching import Profile
from openly.directory.load import RECORDS
from openly.export import export
from openly.export_hosts import other_spellings
from openly.folders import folder
from openly.languages import load_languages
from tests.conftest import BASE, NOON, make_app, settings
from tests.file_hosts import serving

HOSTS = ("nginx", "apache", "caddy")
TAGS = ("ar", "pt-BR", "zh-Hant")
# What the site says of a file, and a host must say too.
SAID = (
    "Access-Control-Allow-Origin", "Cache-Control", "CDN-Cache-Control", "Content-Language",
    "Content-Security-Policy", "Content-Type", "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy",
    "Strict-Transport-Security", "X-Content-Type-Options",
)  # fmt: skip


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """A directory of a few places, so that compressing takes no long time."""
    few = tmp_path_factory.mktemp("records")
    for code in ("001", "gb"):
        shutil.copy(RECORDS / f"{code}.toml", few)
    return few


PREFIXES = {"at-the-top": "", "below-a-path": "/health/openly"}


@pytest.fixture(scope="module")
def sites(records):
    """A document root with an exported site in it, by prefix, readable by any server."""
    made = {}
    for prefix in PREFIXES.values():
        root = Path(tempfile.mkdtemp(prefix="openly-", dir="/tmp"))
        root.chmod(0o755)
        wanted = settings(development=False, directory=records, base_url=BASE + prefix)
        out = root / prefix[1:]
        export(out, wanted, moment=NOON, tags=TAGS, compress=True)
        app = make_app(**{**vars(wanted), "exported": True})
        app.extensions["openly-library"].offer_only(TAGS)
        made[prefix] = (root, out, prefix, app.test_client())
    yield made
    for root, *_rest in made.values():
        shutil.rmtree(root)


@pytest.fixture(params=PREFIXES.values(), ids=PREFIXES)
def exported(request, sites):
    return sites[request.param]


@pytest.fixture(
    scope="module",
    params=[(name, prefix) for name in HOSTS for prefix in PREFIXES.values()],
    ids=[f"{name}-{where}" for name in HOSTS for where in PREFIXES],
)
def host(request, sites):
    name, prefix = request.param
    root, out, _prefix, client = sites[prefix]
    place = Path(tempfile.mkdtemp(prefix="openly-host-", dir="/tmp"))
    place.chmod(0o777)
    with serving(name, out, root, place) as running:
        yield running, prefix, out, client
    shutil.rmtree(place)


def asset(client):
    return re.search(r'href="[^"]*(/static/openly\.[^"]+)"', client.get("/en/").text)[1]


def paths(client):
    found = ["/", "/en/", "/ar/help/", "/zh-Hant/help/GB/", "/pt-BR/help/GB.json", "/robots.txt"]
    return [*found, "/sitemap.xml", "/sitemap-ar.xml", "/.well-known/security.txt", asset(client)]


def differences(answer, expected):
    return {
        name: (answer[name], expected.headers.get(name, ""))
        for name in SAID
        if answer[name].lower() != expected.headers.get(name, "").lower()
    }


def test_file_comes_with_the_bytes_and_headers_of_the_site(host):
    running, prefix, _out, client = host
    for path in paths(client):
        answer, expected = running.get(prefix + path), client.get(path)
        assert answer.status == 200, path
        assert answer.body == expected.data, path
        assert differences(answer, expected) == {}, path


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nowhere", "/404.html"),
        ("/ar/nowhere/x", "/ar/404.html"),
        ("/ar/help/XX.json", "/ar/404.html"),
        ("/static/old.css", "/404.html"),
    ],
)
def test_missing_page_is_a_404_in_the_language_of_its_address(host, path, page):
    running, prefix, _out, client = host
    answer, expected = running.get(prefix + path), client.get(page)
    assert answer.status == expected.status_code == 404
    assert answer.body == expected.data
    assert differences(answer, expected) == {}


@pytest.mark.parametrize(
    "path", ["/.openly-export/files.txt", "/.htaccess", "/ar/.htaccess", "/openly-nginx.conf",
             "/Caddyfile", "/_headers", "/_redirects"],
)  # fmt: skip
def test_what_is_for_hosts_is_not_sent(host, path):
    running, prefix, _out, _client = host
    assert running.get(prefix + path).status in (403, 404)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/PT-br/", "/pt-BR/"),
        ("/pt/help/GB/", "/pt-BR/help/GB/"),
        ("/zh-TW/about/", "/zh-Hant/about/"),
        ("/zh_hk/", "/zh-Hant/"),
        ("/AR/", "/ar/"),
        ("/en-GB/help/", "/en/help/"),
    ],
)
def test_other_spelling_of_a_language_leads_to_ours(host, path, to):
    running, prefix, _out, _client = host
    answer = running.get(prefix + path)
    assert answer.status == 308
    assert re.sub(r"^http://[^/]+", "", answer["Location"]) == prefix + to


def test_page_kept_from_before_finds_the_style_sheet_of_now(host):
    running, prefix, _out, client = host
    answer = running.get(f"{prefix}/static/openly.00000000.css")
    assert answer.status == 302
    assert re.sub(r"^http://[^/]+", "", answer["Location"]) == prefix + asset(client)
    assert "max-age" not in answer["Cache-Control"]


def test_folder_without_its_slash_leads_to_the_page(host):
    running, prefix, _out, _client = host
    answer = running.get(f"{prefix}/ar/help")
    assert answer.status in (301, 308)
    assert re.sub(r"^http://[^/]+", "", answer["Location"]) == f"{prefix}/ar/help/"


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("ar-EG,ar;q=0.9", "/ar/"),
        ("zh-TW,zh;q=0.9", "/zh-TW/"),
        ("pt-BR", "/pt-BR/"),
        ("EN-us", "/EN/"),
    ],
)
def test_first_language_of_the_browser_is_led_to(host, asked, to):
    running, prefix, _out, _client = host
    answer = running.get(f"{prefix}/", accept_language=asked)
    assert answer.status == 302
    location = re.sub(r"^http://[^/]+", "", answer["Location"])
    assert location.lower() == (prefix + to).lower()


@pytest.mark.parametrize("asked", ["", "tlh", "ary-MA", "enm, fr"])
def test_reader_chooses_where_the_browser_names_no_language_of_ours(host, asked):
    running, prefix, _out, _client = host
    answer = running.get(f"{prefix}/", **({"accept_language": asked} if asked else {}))
    assert answer.status == 200
    assert b'hreflang="ar"' in answer.body
    assert "accept-language" in answer["Vary"].lower()


@pytest.mark.parametrize(
    "path", ["/", "/ar/", "/ar/help/GB/", "/en/help/GB.json", "/sitemap-en.xml"]
)
def test_compressed_form_is_sent_to_whoever_takes_it(host, path):
    running, prefix, _out, client = host
    expected = client.get(path)
    for asked, coding, unpack in (
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
    ):
        answer = running.get(prefix + path, accept_encoding=asked)
        assert answer["Content-Encoding"] == coding
        assert unpack(answer.body) == expected.data
        assert differences(answer, expected) == {}
        assert "accept-encoding" in answer["Vary"].lower()


def test_unchanged_file_is_not_sent_again(host):
    running, prefix, _out, _client = host
    tag = running.get(f"{prefix}/ar/")["ETag"]
    assert running.get(f"{prefix}/ar/", if_none_match=tag).status == 304
    assert running.get(f"{prefix}/en/", if_none_match=tag).status == 200


def headers_by_rules(text, path):
    """Return what `_headers` says of a path: each rule that fits adds (Netlify, Cloudflare)."""
    said, fits = {}, False
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            pattern = re.sub(r":[a-z]+", "[!/]*", line)
            fits = fnmatch(path, pattern) and path.count("/") >= line.count("/")
        elif fits:
            name, _, value = line.strip().partition(": ")
            assert name not in said, f"{path}: {name} is said twice"
            said[name] = value
    return said


def test_headers_file_says_what_the_site_says(exported):
    _root, out, prefix, client = exported
    text = (out / "_headers").read_text()
    for path in paths(client):
        said = headers_by_rules(text, prefix + path)
        expected = client.get(path).headers
        for name in set(SAID) - {"Content-Type", "Content-Language"}:
            if name == "Cross-Origin-Resource-Policy":
                assert said[name] == "same-origin"
            elif name == "Access-Control-Allow-Origin" and "/help/" in path:
                assert said[name] == "*"
            else:
                assert said.get(name) == expected.get(name), (path, name)
        if expected.get("Content-Language") and path != "/":
            assert said["Content-Language"] == expected["Content-Language"]


def test_headers_and_redirects_keep_to_the_limits_of_hosts():
    """Cloudflare Pages takes 100 rules with `*`, of at most 2,000 characters a line."""
    languages = load_languages(folder("translations"))
    rules = [text for texts in other_spellings(languages).values() for text in texts]
    assert len(rules) == len(set(rules)) <= 100
    assert not set(rules) & set(languages.by_tag)


def test_redirects_lead_to_pages_that_are_there(exported):
    _root, out, prefix, _client = exported
    lines = [one.split() for one in (out / "_redirects").read_text().splitlines() if one[0] != "#"]
    assert [f"{prefix}/zh-TW/*", f"{prefix}/zh-Hant/:splat", "301"] in lines
    for source, target, status in lines:
        assert source.startswith(f"{prefix}/")
        if status == "404":
            assert (out / target.removeprefix(f"{prefix}/")).is_file()
        else:
            assert (out / target.removeprefix(f"{prefix}/").partition("/")[0]).is_dir()
            assert not (out / source.removeprefix(f"{prefix}/").partition("/")[0]).exists()


def test_shared_device_is_told_to_keep_nothing_by_any_host(records, tmp_path):
    wanted = settings(development=False, directory=records, cache=Profile.SHARED_DEVICE)
    export(tmp_path / "out", wanted, moment=NOON, tags=TAGS)
    client = make_app(**{**vars(wanted), "exported": True}).test_client()
    said = (tmp_path / "out" / "_headers").read_text()
    for path in paths(client):
        headers = headers_by_rules(said, path)
        assert headers["Cache-Control"] == "no-store", path
        assert headers.get("CDN-Cache-Control") == client.get(path).headers.get("CDN-Cache-Control")
    for name in ("openly-nginx.conf", ".htaccess", "Caddyfile"):
        text = (tmp_path / "out" / name).read_text()
        assert "CDN-Cache-Control" in text
        assert "s-maxage" not in text
        assert "immutable" not in text
