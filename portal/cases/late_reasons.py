"""Why a step is late, in the few plain words that officers choose from and families read.

None of these is an excuse in law: that is an exception, with its ground. The keys are what is
stored, so that the reasons of all late cases can be counted.
"""

LATE_REASONS: dict[str, str] = {
    "psychologist": "We are still waiting for the educational psychologist’s advice.",
    "health": "We are still waiting for advice from health staff.",
    "social_care": "We are still waiting for advice from social care.",
    "school": "We are still waiting for advice from the school, nursery or college.",
    "school_place": "We are still looking for a school or college that can give the help.",
    "our_staff": "We do not have enough staff to do this on time.",
    "our_mistake": "We made a mistake.",
    "family": "You asked us to wait.",
}
