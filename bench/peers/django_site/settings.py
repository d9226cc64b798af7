"""Settings of the Django peer: nothing but what the page needs, so that Django is not slowed."""

from pathlib import Path

from bench.peers.given import FOLDER, load_frame

_given = FOLDER / "django_site"
SECRET_KEY = "nothing here is secret"  # noqa: S105 – no session, nothing signed
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
ROOT_URLCONF = "bench.peers.django_site.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates", _given / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
            ]
        },
    }
]
LANGUAGE_CODE = "en"
LANGUAGES = [(one["tag"].lower(), one["name"]) for one in load_frame()["languages"]]
LOCALE_PATHS = [_given / "locale"]
USE_I18N = True
USE_TZ = True
