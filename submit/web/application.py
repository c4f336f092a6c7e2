"""The Flask application, put together. No work at import time; everything hangs on `create_app`."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from submit.web import (
    api,
    attachment_pages,
    faults,
    headers,
    health,
    helpful_pages,
    launcher_pages,
    me_too_pages,
    site,
    support_pages,
    tracking_pages,
)
from submit.web.service import Service, install
from submit.web.step_lines import step_lines

_MAX_REQUEST_BYTES = 30 * 1024 * 1024
_MAX_FORM_MEMORY_BYTES = 2 * 1024 * 1024
_MAX_FORM_PARTS = 400


def create_app(service: Service) -> Flask:
    """The application for one opened service."""
    app = Flask("submit", static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=_MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=_MAX_FORM_MEMORY_BYTES,
        MAX_FORM_PARTS=_MAX_FORM_PARTS,
        TRUSTED_HOSTS=list(service.settings.trusted_hosts) or None,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["step_lines"] = step_lines
    install(app, service)
    if service.settings.proxies:
        hops = service.settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.register_blueprint(health.blueprint)
    app.register_blueprint(api.blueprint, url_prefix="/api/v1")
    app.register_blueprint(support_pages.blueprint)
    app.register_blueprint(launcher_pages.blueprint)
    app.register_blueprint(helpful_pages.blueprint)
    app.register_blueprint(me_too_pages.blueprint)
    app.register_blueprint(attachment_pages.blueprint)
    app.register_blueprint(tracking_pages.blueprint)
    app.register_blueprint(site.blueprint)
    headers.register(app)
    faults.register(app)
    return app
