"""The forms for one question, and for when it is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask_wtf import FlaskForm
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxesInput,
    GovCheckboxInput,
    GovRadioInput,
    GovSelect,
    GovSubmitInput,
    GovTextArea,
    GovTextInput,
)
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    TextAreaField,
)

from portal.domain.typed_words import one_line, tidy_words
from portal.surveys.definition import (
    AGREEMENT,
    CHOICE,
    COMMENT,
    MOST_CHOICES,
    PICTURES,
    STARS,
    YES_NO,
    AskedQuestion,
)
from portal.surveys.forms import at_most, needed
from portal.surveys.presenter import GOOD_ENDS
from portal.surveys.question_rules import (
    AGREEMENT_LABELS,
    DIRECTED_KINDS,
    LONGEST_LABEL,
    NO_AND_YES,
    POINTS,
)
from portal.web.fields import without_blanks

LONGEST_WORDING = 200
LONGEST_HELP = 300
LONGEST_CONCEPT = 80
HIGH, LOW = "high", "low"
ENDS = {1: " (the worst)", POINTS: " (the best)"}


def _answer(point: int) -> Field:
    return StringField(
        f"{point} {'star' if point == 1 else 'stars'}{ENDS.get(point, '')}",
        widget=GovTextInput(),
        filters=[without_blanks],
        validators=needed(f"Enter words for answer {point}", f"Answer {point}", LONGEST_LABEL),
    )


class QuestionForm(FlaskForm):
    """One question of a kind; only the fields that this kind needs are there."""

    seen = HiddenField()
    wording = StringField(
        "Question",
        widget=GovTextInput(),
        description="Ask one thing, in a short sentence.",
        filters=[without_blanks],
        validators=needed("Enter the question", "The question", LONGEST_WORDING),
    )
    help_text = StringField(
        "Help (optional)",
        widget=GovTextInput(),
        description="Shown under the question, for example to explain a word.",
        filters=[without_blanks],
        validators=[at_most("The help", LONGEST_HELP)],
    )
    answer_1 = _answer(1)
    answer_2 = _answer(2)
    answer_3 = _answer(3)
    answer_4 = _answer(4)
    answer_5 = _answer(5)
    choices = TextAreaField(
        "Answers to choose from, one on each line",
        widget=GovTextArea(),
        description=f"2 to {MOST_CHOICES} answers. People choose one.",
        filters=[tidy_words],
        validators=needed("Enter the answers to choose from", "All answers together", 1_500),
        render_kw={"params": {"rows": 6}},
    )
    direction = RadioField("Which answer is good?", widget=GovRadioInput(), default=HIGH)
    offers_unknown = BooleanField(
        "Offer “I do not know, or it does not apply”", widget=GovCheckboxInput(), default=True
    )
    concept = SelectField(
        "What is it about?",
        widget=GovSelect(),
        description="Surveys for parents, young people and professionals that ask about the "
        "same thing can be read side by side.",
        default="",
        validate_choice=False,
    )
    new_concept = StringField(
        "Or something new",
        widget=GovTextInput(),
        description="For example: Being kept informed.",
        filters=[without_blanks],
        validators=[at_most("What it is about", LONGEST_CONCEPT)],
    )
    picture = SelectField(
        "Picture beside the question",
        widget=GovSelect(),
        default="",
        choices=[
            SelectChoice("", "No picture"),
            *(SelectChoice(name, words) for name, words in PICTURES.items()),
        ],
    )
    save = SubmitField("Save this question", widget=GovSubmitInput())

    def __init__(
        self,
        kind: str,
        concepts: Iterable[str],
        *,
        with_picture: bool,
        data: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data=data)
        self.kind = kind
        self.concept.choices = [
            SelectChoice("", "Choose, or write below"),
            *(SelectChoice(each, each) for each in concepts),
        ]
        self._keep_only_what_is_asked(with_picture)

    def _keep_only_what_is_asked(self, with_picture: bool) -> None:
        if self.kind not in (STARS, AGREEMENT):
            for field in self.scale:
                del self[field.name]
        elif self.kind == AGREEMENT:
            for point, field in enumerate(self.scale, start=1):
                field.label.text = f"Answer {point} of {POINTS}"
        if self.kind != CHOICE:
            del self.choices
        if self.kind in DIRECTED_KINDS:
            self.direction.choices = [
                SelectChoice(HIGH, GOOD_ENDS[self.kind, True]),
                SelectChoice(LOW, GOOD_ENDS[self.kind, False]),
            ]
        else:
            del self.direction
        if self.kind == COMMENT:
            del self.offers_unknown
        if not with_picture:
            del self.picture

    @property
    def scale(self) -> list[Field]:
        """The fields of a scale's five answers, where the kind has them."""
        names = (f"answer_{point}" for point in range(1, POINTS + 1))
        return [self[name] for name in names if name in self]

    @property
    def asked(self) -> AskedQuestion:
        """The question as filled in, without key, place and condition."""
        return AskedQuestion(
            key="",
            kind=self.kind,
            wording=self.wording.data or "",
            concept=self.new_concept.data or self.concept.data or "",
            labels=self._labels(),
            high_is_good=not self.direction or self.direction.data != LOW,
            help_text=self.help_text.data or "",
            offers_unknown=bool(self.offers_unknown and self.offers_unknown.data),
            picture=(self.picture.data or "") if self.picture else "",
        )

    def _labels(self) -> tuple[str, ...]:
        if self.kind == YES_NO:
            return NO_AND_YES
        if self.kind == CHOICE:
            lines = (one_line(line) for line in (self.choices.data or "").split("\n"))
            return tuple(line for line in lines if line)
        return tuple(field.data or "" for field in self.scale)

    @staticmethod
    def blank(kind: str) -> AskedQuestion:
        """A question of the kind that says nothing yet."""
        return AskedQuestion(key="", kind=kind, wording="", concept="")

    @staticmethod
    def filled_in(question: AskedQuestion, kind: str, seen: str) -> dict[str, object]:
        """What the fields say to begin with, when the question is asked as `kind`."""
        if kind != question.kind:
            question = replace(question, labels=(), high_is_good=True, offers_unknown=True)
        labels = question.labels or (AGREEMENT_LABELS if kind == AGREEMENT else ())
        return {
            "seen": seen,
            "wording": question.wording,
            "help_text": question.help_text,
            "choices": "\n".join(labels),
            "direction": HIGH if question.high_is_good else LOW,
            "offers_unknown": question.offers_unknown,
            "concept": question.concept,
            "picture": question.picture,
        } | {f"answer_{point}": label for point, label in enumerate(labels[:POINTS], start=1)}


class ConditionForm(FlaskForm):
    """After which answers to one earlier question a question is asked."""

    values = SelectMultipleField(
        "After which answers?", widget=GovCheckboxesInput(), coerce=int, choices=[]
    )
    save = SubmitField("Save", widget=GovSubmitInput())

    def offer(self, answers: Mapping[int, str]) -> None:
        """Offer these answers, by their values."""
        self.values.choices = [SelectChoice(value, said) for value, said in answers.items()]
