"""Openly: one article on sex and depression, in the reader's language, and the way to help."""

from flask import Flask

import openly.local_time  # noqa: F401
from openly import (
    addresses,
    assets,
    choice,
    discovery,
    discretion,
    errors,
    finished_pages,
    leaving,
    localized,
    monitoring,
    pages,
    pieces,
    publishing,
    templating,
    translation,
)

# These put their pages on localized.blueprint.
from openly import components as _components  # noqa: F401
from openly import help_pages as _help_pages  # noqa: F401
from openly.compiled_templates import CompiledTemplates
from openly.folders import folder
from openly.settings import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """Put the site together; settings come from the environment unless given.

    Raises SettingError, LanguageError or RecordError if it would mislead readers to start.
    """
    settings = settings or Settings.from_environment()
    templates = folder("templates")
    app = Flask(__name__, template_folder=str(templates), static_folder=None)
    app.jinja_environment = templating.SharedGlobals
    # Templates hold no constants to work out, and to look for them takes time.
    compiled = CompiledTemplates(templates / "__pycache__")
    app.jinja_options = {"optimized": False, "bytecode_cache": compiled}
    discretion.init_app(app, settings)
    addresses.init_app(app, settings)
    finished_pages.init_app(app, settings)
    addresses.believe_proxies(app, settings)
    translation.init_app(app, settings)
    # Every page lists the languages: without one of them all are old.
    app.extensions["openly-library"].on_change.append(app.extensions["openly-pages"].store.clear)
    choice.init_app(app, settings)
    templating.init_app(app, settings)
    pieces.init_app(app, settings)
    assets.init_app(app)
    app.register_blueprint(pages.start_blueprint)
    app.register_blueprint(discovery.blueprint)
    app.register_blueprint(localized.blueprint)
    leaving.init_app(app, settings)
    errors.init_app(app)
    publishing.init_app(app, settings)
    monitoring.init_app(app, settings)
    return app
