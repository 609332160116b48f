"""The surveys that come with the portal, in our own words, to start from.

Each is one file in the folder `starting`, with its translations in a folder for each language.
Neither is asked before an area's council and forum have agreed to it.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from portal.domain.readings import ENGLISH, LANGUAGES
from portal.surveys.starting_files import StartingSurvey, read_survey, read_translation

FOLDER = Path(__file__).resolve().parent / "starting"
KEY = "assessment"

IN_ORDER = (
    KEY,
    "stage-end",
    "understanding",
    "ease",
    "views",
    "informed",
    "satisfaction",
    "activities",
    "stage-end-young-people",
    "views-young-people",
    "informed-young-people",
    "satisfaction-young-people",
    "professionals",
)


def read_folder(folder: Path) -> Mapping[str, StartingSurvey]:
    """Every survey in the folder with its translations, by its key, in our order.

    Raises `ValueError` naming the file where one is not whole.
    """
    return MappingProxyType({key: _with_translations(folder, key) for key in IN_ORDER})


def _with_translations(folder: Path, key: str) -> StartingSurvey:
    survey = read_survey((folder / f"{key}.toml").read_text(encoding="utf-8"), key)
    for language in LANGUAGES:
        file = folder / language / f"{key}.toml"
        if language != ENGLISH and file.is_file():
            survey = read_translation(file.read_text(encoding="utf-8"), survey, language)
    return survey


STARTING = read_folder(FOLDER)
"""What a new survey can be made from."""

TITLE = STARTING[KEY].title
INTRODUCTION = STARTING[KEY].introduction
INVITED_GROUP = STARTING[KEY].invited_group
ASSESSMENT = STARTING[KEY].questions
