"""The cookie by which a device shows a case's status, and who visits here and now."""

from datetime import datetime

from flask import current_app, request, url_for
from werkzeug.wrappers import Response

from portal.areas.current import current_area
from portal.letters.opening_services import Opened
from portal.letters.standing import Visit
from portal.web.clock import now, today

COOKIE = "status_pass"


def this_visit() -> Visit:
    """A visit to the area of this address, here and now."""
    return Visit(current_area().id, today(), now(), str(current_app.config["SECRET_KEY"]))


def device_key() -> str:
    """The key that this device holds for the area; empty where it holds none."""
    return request.cookies.get(COOKIE, "")


def remember(response: Response, opened: Opened, moment: datetime) -> None:
    """Have the device keep the key as long as it opens anything, for the status pages only."""
    response.set_cookie(
        COOKIE,
        opened.key,
        max_age=opened.expires_at - moment,
        path=url_for("letters.status"),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def forget(response: Response) -> None:
    """Have the device keep no key."""
    response.delete_cookie(COOKIE, path=url_for("letters.status"))
