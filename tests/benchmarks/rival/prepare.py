"""Makes the tables, and a survey of six questions with stars and one comment."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from djf_surveys.models import TYPE_FIELD, Question, Survey  # noqa: E402 (after the set-up)

QUESTIONS = (
    "How well do you understand how the assessment works?",
    "How easy or frustrating was the assessment to go through?",
    "How well were you kept informed?",
    "How much of what you and your child said is in the plan?",
    "How well did the professionals get to know your child's needs?",
    "How happy are you with the assessment as a whole?",
)

call_command("migrate", verbosity=0)
survey = Survey.objects.create(
    name="Assessment", can_anonymous_user=True, duplicate_entry=True, private_response=True
)
for number, label in enumerate(QUESTIONS):
    Question.objects.create(
        survey=survey, label=label, type_field=TYPE_FIELD.rating, choices="5", ordering=number
    )
Question.objects.create(
    survey=survey,
    label="What went well? What should change?",
    type_field=TYPE_FIELD.text_area,
    required=False,
    ordering=len(QUESTIONS),
)
print(survey.slug)
