"""How a view answers a form: the page, with its errors and the status that says so."""

from typing import Any

from flask import render_template
from flask_wtf import FlaskForm

from portal.domain.refusal import Refused

NOT_ACCEPTED = 422

Page = tuple[str, int]


def page(template: str, form: FlaskForm, **context: Any) -> Page:
    """`template` showing `form`. With errors the status is 422, so nothing is committed."""
    context.setdefault("refusals", [])
    status = NOT_ACCEPTED if form.errors or context["refusals"] else 200
    return render_template(template, form=form, **context), status


def refused(template: str, form: FlaskForm, refusal: Refused, **context: Any) -> Page:
    """`template` with the sentence of a refusal at its top; what was typed stays."""
    return page(template, form, refusals=[refusal.sentence], **context)
