"""What makes two waves of a question another question, and what does not."""

from dataclasses import replace

import pytest

from portal.domain.comparability import Definition, what_changed

ASKED = Definition(
    wording="Did you know what was happening?",
    options=("yes_no", "no", "yes"),
    channel="web",
    invited_group="families whose assessment ended",
    order=("on_time", "knew"),
)
WAY = "the way people were asked changed"
GROUP = "a different group of people was invited"


@pytest.mark.parametrize(
    ("later", "changes"),
    [
        pytest.param({}, (), id="nothing"),
        pytest.param({"help_text": ""}, (), id="no help then and now"),
        pytest.param(
            {"help_text": "A guess will do."},
            ("the help beside the question changed",),
            id="help",
        ),
        pytest.param(
            {"offers_unknown": False},
            ("“I do not know” was offered in only one of the two surveys",),
            id="I do not know",
        ),
        pytest.param(
            {"high_is_good": False},
            ("which answers count as good changed",),
            id="good direction",
        ),
        pytest.param(
            {"condition": ("yes_no", "Was it on time?", "no")},
            ("the answers that lead to the question changed",),
            id="condition",
        ),
        pytest.param({"layout": "a_question_a_page"}, (WAY,), id="layout"),
        pytest.param({"layout": "a_question_a_page", "channel": "paper"}, (WAY,), id="said once"),
        pytest.param({"audience": "young_person"}, (GROUP,), id="audience"),
        pytest.param(
            {"audience": "young_person", "invited_group": "young people"},
            (GROUP,),
            id="audience and group: said once",
        ),
    ],
)
def test_what_changed(later, changes):
    after = replace(ASKED, **later)
    assert what_changed(ASKED, after) == changes
    assert what_changed(after, ASKED) == changes
