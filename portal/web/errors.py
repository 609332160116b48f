"""The pages shown when something is refused, missing or broken."""

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

KNOWN = {
    400: ("We could not read that", "Go back and try again."),
    403: (
        "This page is not for your role",
        "You are signed in, but your role does not include this page. If you think it "
        "should, ask your area’s administrator.",
    ),
    404: (
        "Page not found",
        "Check the web address. If you followed a link, the page may have moved, or it may "
        "belong to somebody else.",
    ),
    405: ("We could not do that", "Go back and use the buttons on the page."),
    413: ("That was too much to send", "Send a smaller file or a shorter text."),
    429: (
        "Too many tries",
        "You have tried too many times in a short while. Wait 15 minutes, then try again.",
    ),
    500: (
        "Sorry, something went wrong",
        "The fault is ours. What you sent was not kept. Try again in a few minutes.",
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error with a page in plain words that holds no personal data."""
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(SecurityError, _not_our_name)
    app.register_error_handler(HTTPException, _explain)


def _explain(error: HTTPException) -> tuple[str, int]:
    code = error.code or InternalServerError.code
    heading, advice = KNOWN.get(code, KNOWN[400] if code < InternalServerError.code else KNOWN[500])
    return render_template("error.html", heading=heading, advice=advice), code


def _not_our_name(error: SecurityError) -> tuple[str, int, dict[str, str]]:
    """Asked for under a name that is not this portal's: no page, since no link would be right."""
    return "This is not the address of this portal.", 400, {"Content-Type": "text/plain"}


def _form_too_old(error: CSRFError) -> tuple[str, int]:
    advice = (
        "This form was open for a long time, or your browser does not keep cookies. "
        "Go back. Copy what you wrote, if it is long. Then reload the page and send it again."
    )
    return render_template("error.html", heading="Please send that again", advice=advice), 400
