"""What every response carries: security headers, caching policy, validators."""

from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.wsgi import get_host

from openly.addresses import is_encrypted
from openly.assets import load_scripts

# Features that the site never uses; a page that is framed or altered cannot use them either.
CLOSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
)  # fmt: skip


def content_security_policy() -> str:
    """Return the policy: nothing but the site's own style, pictures and scripts (CSP 3)."""
    digests = [sha256(script.encode()).digest() for script in load_scripts().values()]
    allowed = " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            f"script-src {allowed}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def init_app(app: Flask) -> None:
    """Put headers and validators on every response."""
    fixed = {
        "Content-Security-Policy": content_security_policy(),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }

    @app.after_request
    def publish(response: Response) -> Response:
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        if is_encrypted():
            response.headers["Strict-Transport-Security"] = "max-age=63072000"
        if response.status_code == HTTPStatus.OK and request.method in ("GET", "HEAD"):
            if not response.cache_control.max_age:
                # Always ask again, so that a corrected number is never held back by a cache.
                response.cache_control.no_cache = True
            response.add_etag()
            response.make_conditional(request)
        return _without_own_host(response)


def _without_own_host(response: Response) -> Response:
    """Make a redirect to this host relative: the Host header may be forged (RFC 9110, 10.2.2)."""
    own = f"{request.scheme}://{get_host(request.environ)}"
    if response.location and response.location.startswith(f"{own}/"):
        response.location = response.location.removeprefix(own)
        response.set_data(b"")
    return response
