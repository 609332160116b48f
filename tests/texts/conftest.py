"""An area whose administrator and forum keep its stage texts."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.accounts.models import Person
from portal.areas.models import Area
from portal.domain.readings import STANDARD_ENGLISH, Reading, Variant
from portal.domain.roles import Role
from portal.domain.stages import StageKey, StageWords
from portal.texts import queries, services
from portal.texts.models import StageText
from tests.factories import A_MOMENT, Make

ADVICE = StageKey.GATHERING_ADVICE
EASY_READ = Variant(Reading.EASY_READ, "en")
URDU = Variant(Reading.STANDARD, "ur")


def said(words: str) -> StageWords:
    """The words of some stage, with `words` for what happens."""
    return StageWords(
        name="A stage",
        what_happens=words,
        who_does_what="The council does it.",
        how_long="It takes a while.",
        you_can="You can wait.",
        your_rights="You can complain.",
    )


@dataclass
class Desk:
    """The desk of one area; every act is an hour after the one before."""

    session: Session
    area: Area
    administrator: Person
    forum: Person
    now = A_MOMENT

    def later(self) -> None:
        self.now += timedelta(hours=1)

    def write(
        self,
        words: str = "New words.",
        variant: Variant = STANDARD_ENGLISH,
        key: StageKey = ADVICE,
        by: Person | None = None,
    ) -> StageText:
        """A version that waits for the forum."""
        self.later()
        newest = queries.newest(self.session, self.area.id, key, variant)
        text = services.write(
            self.session,
            self.area.id,
            key,
            variant,
            said(words),
            after=newest.number if newest else 0,
            by=(by or self.administrator).id,
            now=self.now,
        )
        self.session.commit()
        return text

    def check(self, text: StageText, by: Person | None = None) -> StageText:
        self.later()
        services.check(self.session, text, by=(by or self.forum).id, now=self.now)
        self.session.commit()
        return text

    def publish(self, text: StageText, by: Person | None = None) -> StageText:
        self.later()
        services.publish(self.session, text, by=(by or self.administrator).id, now=self.now)
        self.session.commit()
        return text

    def published(
        self,
        words: str = "New words.",
        variant: Variant = STANDARD_ENGLISH,
        key: StageKey = ADVICE,
    ) -> StageText:
        """A version that families read."""
        return self.publish(self.check(self.write(words, variant, key)))


def desk_of(make: Make, area: Area) -> Desk:
    """The desk of an area, with an administrator and a forum representative."""
    return Desk(
        make.session,
        area,
        make.person(Role.ADMINISTRATOR, area, name="Ada Ministrator"),
        make.person(Role.FORUM_REPRESENTATIVE, area, name="Fola Forum"),
    )


@pytest.fixture
def desk(make: Make) -> Desk:
    """The desk of Wandsworth."""
    return desk_of(make, make.area("wandsworth"))
