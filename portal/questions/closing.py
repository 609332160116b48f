"""Why a question is closed without an answer: the words that officers choose from.

The keys are what is stored.
"""

REASONS: dict[str, str] = {
    "no_access": "They can no longer see the case, and the answer is not for them",
    "told_otherwise": "We told them in another way",
}
