"""What every answer tells the browser about safety."""

import secrets

from flask import Flask, Response, current_app, g, request

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-src 'self'; frame-ancestors {framed_by}"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def script_nonce() -> str:
    """The word that lets this page's own scripts run, and no others."""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(16)
    return str(g.script_nonce)


def let_own_pages_frame_this() -> None:
    """Let a page of the portal show this answer in a frame; no answer else stands in any."""
    g.framed_by = "'self'"


def init_app(app: Flask) -> None:
    """Set the headers on every answer and give templates the nonce."""
    app.after_request(_set_headers)
    app.context_processor(lambda: {"script_nonce": script_nonce})


def _set_headers(response: Response) -> Response:
    response.headers.update(ALWAYS)
    response.headers["Content-Security-Policy"] = POLICY.format(
        nonce=script_nonce(), framed_by=g.get("framed_by", "'none'")
    )
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        # Pages hold families' business: a shared computer must not keep them.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
