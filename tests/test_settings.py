"""Settings: each has a default that works, and a wrong one is refused with its name and remedy."""

import pytest

from openly.settings import PREFIX, Contact, SettingError, Settings


def test_nothing_needs_to_be_set():
    settings = Settings.from_environment({})
    assert settings.base_url == ""
    assert settings.exit_url.startswith("https://")
    assert settings.contact is None
    assert (settings.translations / "languages.toml").is_file()
    assert settings.development is False


def test_every_setting_is_read(tmp_path):
    settings = Settings.from_environment(
        {
            "OPENLY_BASE_URL": "https://openly.example/sub/",
            "OPENLY_TRUSTED_HOSTS": "openly.example, www.openly.example",
            "OPENLY_PROXIES": "2",
            "OPENLY_EXIT_URL": "https://weather.example/",
            "OPENLY_CONTACT": "care@openly.example",
            "OPENLY_TRANSLATIONS": str(tmp_path),
            "UNRELATED": "1",
        }
    )
    assert settings.base_url == "https://openly.example/sub"
    assert settings.trusted_hosts == ("openly.example", "www.openly.example")
    assert settings.proxies == 2
    assert settings.exit_url == "https://weather.example/"
    assert settings.contact == Contact("mailto:care@openly.example", "care@openly.example")
    assert settings.translations == tmp_path


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("BASE_URL", "openly.example", "https://example.org/openly"),
        ("EXIT_URL", "javascript:alert(1)", "https://example.org/openly"),
        ("CONTACT", "ftp://x", "https://example.org/openly"),
        ("PROXIES", "-1", "whole number"),
        ("PROXIES", "many", "whole number"),
        ("TRANSLATIONS", "/nowhere/at/all", "create it"),
        ("DISCREET", "yes", "on or off"),
        ("HSTS", "no", "host or preload"),
        ("ONION", "https://openly.example", "56 characters"),
        ("ONION", f"http://{'a' * 56}.onion/path", "56 characters"),
    ],
)
def test_wrong_value_is_refused_with_name_and_remedy(name, value, remedy):
    with pytest.raises(SettingError, match=PREFIX + name) as error:
        Settings.from_environment({PREFIX + name: value})
    assert remedy in str(error.value)


def test_misspelt_setting_is_refused_with_the_nearest_name():
    with pytest.raises(SettingError, match="OPENLY_BASE_URL"):
        Settings.from_environment({"OPENLY_BASEURL": "https://openly.example"})
