"""What keeps data from becoming more than data, and readers out of every log."""

import logging
import re
import time

import pytest
from justhtml import JustHTML

from openly.folders import CHECKOUT, PACKAGE
from tests.conftest import make_app
from tests.imports import imported_by
from tests.test_exposure import MACHINES, PAGES


@pytest.fixture(scope="module")
def site():
    """The site as it runs, with all that a deployer may offer."""
    return make_app(development=False, metrics=True).test_client()


SCRIPTS = tuple((CHECKOUT / "static" / "script").glob("*.js"))
# What keeps anything on the device, what sends anything, and what makes code or markup of text.
FORBIDDEN = re.compile(
    r"localStorage|sessionStorage|indexedDB|\.cookie|\bcaches\b|serviceWorker|\bfetch\(|XMLHttp"
    r"|sendBeacon|WebSocket|EventSource|\beval\(|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML"
    r"|document\.write|postMessage|import\("
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda one: one.name)
def test_script_keeps_nothing_sends_nothing_and_makes_no_code(path):
    assert FORBIDDEN.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line", ["localStorage.x = 1", "document.cookie", "eval(x)", "a.innerHTML"]
)
def test_forbidden_script_would_be_found(line):
    assert FORBIDDEN.search(line)


CODE = tuple(sorted(PACKAGE.rglob("*.py")))


@pytest.mark.parametrize("path", CODE, ids=lambda one: str(one.relative_to(PACKAGE)))
def test_code_is_made_of_no_data(path):
    """ASVS 1.3.2 and 1.3.7; what translators run on their own machine may call programs."""
    text = path.read_text(encoding="utf-8")
    made = r"(?<![.\w])(eval|exec|compile|__import__)\(|from_string\(|template_string|\bTemplate\("
    assert re.findall(made, text) == []
    bad = {"pickle", "marshal", "shelve", "code", "importlib", "runpy", "ctypes"}
    if "workbench" not in path.parts:
        bad |= {"subprocess", "socket", "urllib.request", "http.client", "requests"}
    assert bad.isdisjoint(imported_by(path))


POISON = '"><script>alert(1)</script>'


def test_poisoned_record_stays_text(tmp_path, make_client):
    """A name is all that a record says in free words (ASVS 1.2.1)."""
    records = PACKAGE / "directory" / "records"
    text = (records / "gb.toml").read_text(encoding="utf-8")
    name = re.search(r'name = \[\{ text = "(.*?)"', text)[1]
    (tmp_path / "gb.toml").write_text(text.replace(f'"{name}"', f"'{POISON}'"), encoding="utf-8")
    (tmp_path / "001.toml").write_bytes((records / "001.toml").read_bytes())
    client = make_client(directory=tmp_path)
    for path in ("/en/help/GB/", "/ar/?place=GB"):
        html = client.get(path).text
        assert POISON not in html
        scripts = JustHTML(html, sanitize=False).query("script")
        assert not any("alert(1)" in one.to_text() for one in scripts)
    assert "&lt;script&gt;alert(1)" in client.get("/en/help/GB/").text
    assert any(POISON in str(one) for one in client.get("/en/help/GB.json").get_json()["services"])


@pytest.mark.parametrize("path", [*PAGES, *MACHINES])
def test_reader_leaves_no_line_in_the_log(site, caplog, path):
    """ASVS 16.1.1: what is logged is listed in SECURITY.md, and readers are not."""
    with caplog.at_level(logging.DEBUG):
        site.get(
            f"{path}?search=secret", headers={"User-Agent": "somebody", "Referer": "elsewhere"}
        )
        site.post(path, data={"secret": "words"})
    assert caplog.records == []


def test_failure_is_logged_without_what_the_reader_sent(caplog):
    """ASVS 16.2.5 and 16.4.1: no line can be forged, and no place is told."""
    app = make_app(development=False)
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/broken/<path:rest>")
    def broken(rest: str) -> str:
        raise RuntimeError("of our own")

    answer = app.test_client().get("/broken/KE%0DERROR%20forged?secret=words")
    assert answer.status_code == 500
    (line,) = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert line.getMessage() == "failed at /broken/<path:rest>"
    assert "of our own" in caplog.text
    for sent in ("KE", "ERROR forged", "secret=words"):
        assert sent not in caplog.text


def test_debugging_is_off_wherever_the_site_runs(site):
    assert not site.application.debug
    assert not site.application.testing
    for query in ("__debugger__=yes&cmd=resource&f=style.css", "debug=1"):
        assert site.get(f"/en/?{query}").text == site.get("/en/").text


LONG = 20_000
NONSENSE = (
    "a", "-", "a-", "%20", ";q=", "a;q=0.", ",", "0", "/a", "é", "*;q=1,", "=", "&a", "_", ".",
)  # fmt: skip


@pytest.mark.parametrize("piece", NONSENSE)
def test_long_nonsense_ends_soon(site, piece):
    """ASVS 1.3.12: a pattern that tries everything would take longer than anybody waits."""
    text = (piece * LONG)[:LONG]
    began = time.process_time()
    for path in (f"/{text}/", f"/en/help/{text}/", f"/en/help/?search={text}", f"/en/?{text}"):
        site.get(path)
    for name in ("Accept-Language", "Accept-Encoding", "If-None-Match", "Cookie", "Accept"):
        site.get("/", headers={name: text.encode().decode("latin-1")})
    assert time.process_time() - began < 20
