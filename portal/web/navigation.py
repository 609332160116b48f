"""The menu of an area: one row per place, shown to those who may go there."""

from dataclasses import dataclass

from portal.domain.roles import Permission


@dataclass(frozen=True)
class Place:
    """A menu entry; `permission` is None where everybody may go."""

    words: str
    endpoint: str
    permission: Permission | None = None


PLACES = (
    Place("Your children", "timeline.children", Permission.CHILDREN_SEE_OWN),
    Place("Your notices", "notices.index", Permission.CHILDREN_SEE_OWN),
    Place("Cases", "cases.index", Permission.CASES_KEEP),
    Place("Questions", "questions.index", Permission.CASES_KEEP),
    Place("Comments", "themes.index", Permission.THEMES_KEEP),
    Place("Pathway texts", "texts.index", Permission.TEXTS_SEE),
    Place("Surveys", "surveys.index", Permission.SURVEYS_MAKE),
    Place("Survey waves", "waves.index", Permission.WAVES_KEEP),
    Place("Paper forms", "paper.number", Permission.PAPER_TYPE),
    Place("People", "people.index", Permission.PEOPLE_KEEP),
    Place("Contacts and colours", "contacts.index", Permission.AREA_KEEP),
    Place("Releases", "measures.releases", Permission.RELEASES_CHECK),
    Place("Pathway", "pathway.index"),
    Place("Local services", "directory.index"),
    Place("Give feedback", "feedback.index"),
    Place("Is it getting better?", "measures.index"),
)
