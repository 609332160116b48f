"""What each measure of casework counts, in words that families read.

A release keeps the words it was published with. Changing what is counted means changing the
words here, and saying from which quarter on.
"""

from typing import Final

ADVICE: Final = (
    "When the council starts an assessment, it asks others for advice: the school, health staff "
    "and more. Each has six weeks from the day it was asked (regulation 8 of the SEND "
    "Regulations 2014). Advice is in time if it came by its last day. We count it in the "
    "quarter in which it came. If it has not come, it is late from the next day, and we count "
    "it then. It stays late, even if there was a good reason. We do not count what families "
    "send us. Nor do we count advice that was still in time when the request ended."
)
PROMISES: Final = (
    "The council says it will tell each family something at least every {days} days. That is a "
    "promise. It is kept if the family hears from the council by the last day. If not, it is "
    "broken on the next day, and a new one begins. So one long wait breaks more than one "
    "promise. We count each promise in the quarter in which it was kept or broken."
)
QUESTIONS: Final = (
    "Families can ask the council a question here. They are told by which day they will have "
    "an answer. A question is in time if the answer came by that day. We count it in the "
    "quarter in which that day lies."
)
