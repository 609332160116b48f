"""In which readings and languages a stage's text can be had.

The standard English text comes first. The others are made from it: Easy Read and the young
person's own text in English, and the standard text in other languages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

ENGLISH = "en"


class Reading(StrEnum):
    """For whom a text is written."""

    STANDARD = "standard"
    EASY_READ = "easy_read"
    YOUNG_PERSON = "young_person"


@dataclass(frozen=True)
class Language:
    """A language by its own name; `direction` is `ltr` or `rtl`, as HTML says it."""

    code: str
    own_name: str
    direction: str
    english_name: str


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language(ENGLISH, "English", "ltr", "English"),
        Language("pl", "Polski", "ltr", "Polish"),
        Language("ur", "اردو", "rtl", "Urdu"),
        Language("pt", "Português", "ltr", "Portuguese"),
    )
}


@dataclass(frozen=True)
class Variant:
    """One way to read a stage: for whom, and in which language."""

    reading: Reading
    language: str

    @property
    def name(self) -> str:
        """What officers and forums call it: `Easy Read`, or the language's English name."""
        if self.reading == Reading.STANDARD and self.language != ENGLISH:
            return LANGUAGES[self.language].english_name
        return READING_NAMES[self.reading]


READING_NAMES: dict[Reading, str] = {
    Reading.STANDARD: "Standard",
    Reading.EASY_READ: "Easy Read",
    Reading.YOUNG_PERSON: "For young people",
}

STANDARD_ENGLISH = Variant(Reading.STANDARD, ENGLISH)
YOUNG_PERSONS = Variant(Reading.YOUNG_PERSON, ENGLISH)

# Only the standard text is translated.
VARIANTS: tuple[Variant, ...] = (
    STANDARD_ENGLISH,
    Variant(Reading.EASY_READ, ENGLISH),
    YOUNG_PERSONS,
    *(Variant(Reading.STANDARD, code) for code in LANGUAGES if code != ENGLISH),
)


def variant_asked(given: Mapping[str, str]) -> Variant:
    """The variant that an address names by `language` or `reading`.

    A language goes before a reading, since translations have only one. What is no variant
    of ours is the standard English text.
    """
    language = given.get("language", ENGLISH)
    if language in LANGUAGES and language != ENGLISH:
        return Variant(Reading.STANDARD, language)
    reading = given.get("reading", "")
    asked = Reading(reading) if reading in list(Reading) else Reading.STANDARD
    return Variant(asked, ENGLISH)
