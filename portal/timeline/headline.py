"""What a family must know first: the stage, who does what now, what comes next and by when.

Every sentence is short and in everyday words, and "you" is the family.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from portal.cases.standing import ADVICE_IS_LATE, Tag, advice_is_late, status
from portal.cases.words import FAMILY, HEALTH, PSYCHOLOGIST, SCHOOL, SOCIAL_CARE
from portal.domain.advice import AdviceRow
from portal.domain.assessment import Timeline
from portal.domain.milestones import Milestone
from portal.domain.plain_words import day_in_words, days_in_words
from portal.domain.rights import Rights
from portal.domain.stages import StageKey, stage
from portal.domain.time_limits import MilestoneKey
from portal.timeline.expected import Expected, expects

NOTHING_TO_DO = "Nothing to do now."
INSIDE_A_SENTENCE: dict[str, str] = {
    SCHOOL: "the school, nursery or college",
    HEALTH: "health staff",
    PSYCHOLOGIST: "the educational psychologist",
    SOCIAL_CARE: "social care",
}
# How many bodies the first screen names before it counts the others.
MOST_NAMED = 4
DRAFTED = (StageKey.DRAFT_WITH_FAMILY, StageKey.FINISHING_THE_PLAN)


@dataclass(frozen=True)
class Headline:
    """The first things on the page. `coming` and `final` are empty once there is nothing
    more to wait for; `your_turn` says that the family can do something now.
    """

    stage: str
    status: Tag
    advice: Tag | None
    now: str
    you: str
    your_turn: bool
    coming: str
    final: str


def headline(
    timeline: Timeline,
    expected: Mapping[MilestoneKey, Expected] = MappingProxyType({}),
    against: Rights | None = None,
) -> Headline:
    """The first things to know about a request, with the days that the team expects.

    `against` are the family's rights against the decision that ended it, if any.
    """
    you, coming, final = (
        _you(timeline, against),
        _coming(timeline, expected),
        _final(timeline, expected),
    )
    if timeline.stage == StageKey.FINISHING_THE_PLAN:
        # What comes next is the final plan: one row says both.
        coming, final = f"{coming} {final}", ""
    return Headline(
        stage=stage(timeline.stage).name,
        status=status(timeline),
        advice=ADVICE_IS_LATE if advice_is_late(timeline) else None,
        now=NOW[timeline.stage](timeline),
        you=you or NOTHING_TO_DO,
        your_turn=bool(you),
        coming=coming,
        final=final,
    )


# The step that comes next in each stage, of those for which the team may give a day.
COMES: dict[StageKey, MilestoneKey] = {
    StageKey.DECIDING_WHETHER_TO_ASSESS: MilestoneKey.DECIDE_TO_ASSESS,
    StageKey.GATHERING_ADVICE: MilestoneKey.DRAFT_PLAN,
    StageKey.DECIDING_ON_A_PLAN: MilestoneKey.DRAFT_PLAN,
}


def by_law(due: date, as_of: date) -> str:
    """Until when the law gives the council time, or that the time is over."""
    if as_of <= due:
        return f"The law says by {day_in_words(due)}."
    return f"The law said by {day_in_words(due)}. That date has passed."


def _always(words: str) -> Callable[[Timeline], str]:
    return lambda timeline: words


def _when_done(words: str, key: MilestoneKey) -> Callable[[Timeline], str]:
    def said(timeline: Timeline) -> str:
        done = timeline.milestone(key).done
        return words.format(f" on {day_in_words(done)}" if done else "")

    return said


def _waiting_for_advice(timeline: Timeline) -> str:
    awaited = [row for row in timeline.advice if row.received is None]
    if not awaited:
        return (
            "The council is asking people who know your child for advice: the school, health "
            "staff, social care and a psychologist."
        )
    came = len(timeline.advice) - len(awaited)
    said = "None has come yet." if not came else f"{came} of {len(timeline.advice)} have come."
    return f"The council is waiting for advice from {_listed(awaited)}. {said}"


def _listed(rows: list[AdviceRow]) -> str:
    """`health staff (5 days late), social care and you`: the family is never called late.

    Of several that are late only the longest wait is counted out, and of many awaited only
    some are named, so that the first screen holds what else matters.
    """
    others = sorted((row for row in rows if row.body != FAMILY), key=lambda row: -row.days_late)
    late = [row for row in others if row.days_late]
    names = [
        f"{_named(row)} ({days_in_words(row.days_late)} late)" if late == [row] else _named(row)
        for row in others
    ]
    if len(names) > MOST_NAMED:
        names[MOST_NAMED - 1 :] = [f"{len(names) - MOST_NAMED + 1} others"]
    if len(others) < len(rows):
        names.append("you")
    listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    if len(late) < 2:
        return listed
    return f"{listed}. {len(late)} are late, by up to {days_in_words(late[0].days_late)}"


def _named(row: AdviceRow) -> str:
    return INSIDE_A_SENTENCE.get(row.body, row.body)


NOW: dict[StageKey, Callable[[Timeline], str]] = {
    StageKey.DECIDING_WHETHER_TO_ASSESS: _always(
        "The council is reading the request. It is deciding whether to assess your child."
    ),
    StageKey.GATHERING_ADVICE: _waiting_for_advice,
    StageKey.DECIDING_ON_A_PLAN: _always(
        "All the advice has come. The council is deciding if your child needs a plan."
    ),
    StageKey.DRAFT_WITH_FAMILY: _when_done(
        "You have the draft plan. The council sent it{} and waits for what you say.",
        MilestoneKey.DRAFT_PLAN,
    ),
    StageKey.FINISHING_THE_PLAN: _always(
        "The council is writing the final plan. It asks schools or colleges if they can give "
        "the help in it."
    ),
    StageKey.PLAN_ISSUED: _when_done("The council sent the final plan{}.", MilestoneKey.FINAL_PLAN),
    StageKey.NOT_ASSESSED: _when_done(
        "The council decided{} not to assess your child.", MilestoneKey.DECIDE_TO_ASSESS
    ),
    StageKey.NO_PLAN: _when_done(
        "The council decided{} that there will be no plan.", MilestoneKey.TELL_NO_PLAN
    ),
    StageKey.WITHDRAWN: _always("The request was taken back. The council has stopped work on it."),
    StageKey.MOVED_AWAY: _always(
        "You live in the area of another council now. This council has stopped work on the request."
    ),
}


def _you(timeline: Timeline, against: Rights | None) -> str:
    """What the family can do now, or nothing."""
    if timeline.stage == StageKey.DRAFT_WITH_FAMILY:
        due = timeline.milestone(MilestoneKey.COMMENT_ON_DRAFT).due
        until = f" by {day_in_words(due)}" if due else ""
        return f"Read the draft plan. Say what you think{until}."
    if timeline.outcome is not None:
        if_not = _if_you_disagree(against, timeline.as_of) if against else ""
        return " ".join(filter(None, (YOU_AT_END.get(timeline.stage), if_not)))
    asked = [row for row in timeline.advice if row.body == FAMILY and row.received is None]
    if asked and timeline.stage == StageKey.GATHERING_ADVICE:
        return f"Send the council your views. It asked for them on {day_in_words(asked[0].asked)}."
    return ""


def _if_you_disagree(against: Rights, as_of: date) -> str:
    until = day_in_words(against.appeal_until)
    if as_of > against.appeal_until:
        return f"The last day to appeal was {until}. Ask the free advice service what is left."
    return f"If you do not agree, you can appeal until {until}. Start early."


YOU_AT_END: dict[StageKey, str] = {
    StageKey.PLAN_ISSUED: "Check that the plan is right.",
    StageKey.WITHDRAWN: "You can ask again at any time. Tell us if this is a mistake.",
    StageKey.MOVED_AWAY: "Ask your new council to assess your child. It makes its own choice.",
}


def _decision_whether_to_assess(timeline: Timeline) -> str:
    step = timeline.milestone(MilestoneKey.DECIDE_TO_ASSESS)
    return f"The council tells you if it will assess. {_by_law(step, timeline)}"


def _decision_on_a_plan(timeline: Timeline) -> str:
    due = timeline.milestone(MilestoneKey.TELL_NO_PLAN).due
    if due is None:
        return "The council decides if your child needs a plan."
    final = timeline.milestone(MilestoneKey.FINAL_PLAN).due
    if final is not None and timeline.as_of > final:
        # The date that matters now has a row of its own.
        return "The council sends you a draft plan."
    if timeline.as_of > due:
        return (
            "The council sends you a draft plan. "
            f"Its last day to say no to a plan was {day_in_words(due)}."
        )
    return (
        "The council decides if your child needs a plan. "
        f"If not, it must tell you by {day_in_words(due)}."
    )


COMING: dict[StageKey, Callable[[Timeline], str]] = {
    StageKey.DECIDING_WHETHER_TO_ASSESS: _decision_whether_to_assess,
    StageKey.GATHERING_ADVICE: _decision_on_a_plan,
    StageKey.DECIDING_ON_A_PLAN: _decision_on_a_plan,
    StageKey.DRAFT_WITH_FAMILY: _always(
        "The council looks at what you say. Then it sends you the final plan."
    ),
    StageKey.FINISHING_THE_PLAN: _always("The council sends you the final plan."),
    StageKey.PLAN_ISSUED: _always("The help in the plan must now be given."),
    StageKey.NOT_ASSESSED: _always(""),
    StageKey.NO_PLAN: _always(""),
    StageKey.WITHDRAWN: _always(""),
    StageKey.MOVED_AWAY: _always(""),
}


def _coming(timeline: Timeline, expected: Mapping[MilestoneKey, Expected]) -> str:
    said = expects(expected, COMES.get(timeline.stage), timeline.as_of)
    return " ".join(filter(None, (COMING[timeline.stage](timeline), said)))


def _final(timeline: Timeline, expected: Mapping[MilestoneKey, Expected]) -> str:
    if timeline.outcome is not None:
        return ""
    words = _by_law(timeline.milestone(MilestoneKey.FINAL_PLAN), timeline)
    words = words if timeline.stage in DRAFTED else f"If there is a plan, {_small(words)}"
    said = expects(expected, MilestoneKey.FINAL_PLAN, timeline.as_of)
    return " ".join(filter(None, (words, said)))


def _by_law(step: Milestone, timeline: Timeline) -> str:
    return by_law(step.due, timeline.as_of) if step.due is not None else ""


def _small(words: str) -> str:
    return words[0].lower() + words[1:]
