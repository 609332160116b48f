"""Which area this request is about: read once from the address."""

from typing import Any, cast

from flask import Flask, abort, g, request

from portal.areas import queries
from portal.areas.models import Area
from portal.extensions import db


def init_app(app: Flask) -> None:
    """Take `area` out of every address, and put it back into every link made here."""
    app.url_value_preprocessor(_find)
    app.url_defaults(_keep)
    app.context_processor(lambda: {"area": g.get("area")})


def current_area() -> Area:
    """The area of this address. Only for views whose address begins with one."""
    return cast(Area, g.area)


def _find(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if not values or "area" not in values:
        return
    area = queries.area_called(db.session(), values.pop("area"))
    if area is None:
        abort(404)
    g.area = area


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    from_here = g.get("area")
    if from_here is not None and "area" not in values and _takes_an_area(endpoint):
        values["area"] = from_here.slug


def _takes_an_area(endpoint: str) -> bool:
    adapter_map = request.url_rule.map if request.url_rule else None
    return bool(adapter_map and adapter_map.is_endpoint_expecting(endpoint, "area"))
