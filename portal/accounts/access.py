"""Guards: every view says here who may open it, and a test reads what it said.

To somebody with no business in an area its pages do not exist (404). To somebody with
business there, a page of another role is refused (403).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.models import Person
from portal.domain.roles import Permission, allows, belongs

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed in"
DEMONSTRATION = "demonstration"


def current_person() -> Person:
    """Who is signed in. Only for views behind a guard."""
    return cast(Person, current_user)


def public(view: View) -> View:
    """Anybody may open this page."""
    return _declare(view, PUBLIC)


def demonstration_only(view: View) -> View:
    """Anybody may open this page, and outside a demonstration there is no such page."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if current_app.config["PORTAL_ENVIRONMENT"] != "demonstration":
            abort(404)
        return view(*args, **kwargs)

    return _declare(cast(View, guarded), DEMONSTRATION)


def signed_in(view: View) -> View:
    """Anybody who is signed in may open this page."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs) if current_user.is_authenticated else _ask_to_sign_in()

    return _declare(cast(View, guarded), SIGNED_IN)


def requires(permission: Permission) -> Callable[[View], View]:
    """Only somebody with `permission` in the address's area may open this page."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return _ask_to_sign_in()
            _check(permission)
            return view(*args, **kwargs)

        return _declare(cast(View, guarded), permission)

    return guard


def may(permission: Permission) -> bool:
    """Whether the visitor has `permission` in this address's area; for menus and buttons."""
    area_id = g.area.id if "area" in g else None
    return bool(
        current_user.is_authenticated and allows(current_person().grants, permission, area_id)
    )


def _check(permission: Permission) -> None:
    if may(permission):
        return
    abort(403 if "area" not in g or belongs(current_person().grants, g.area.id) else 404)


def _ask_to_sign_in() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=wanted))


def _declare(view: View, guard: str) -> View:
    view.guard = guard  # type: ignore[attr-defined]
    return view
