"""All pages on which people answer: importing them gives them to their blueprint."""

from portal.feedback import kiosk_views, views, whole_form_views, writing_views
from portal.feedback.blueprint import bp

__all__ = ["bp", "kiosk_views", "views", "whole_form_views", "writing_views"]
