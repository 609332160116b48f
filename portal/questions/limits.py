"""How long a question and an answer may be, in characters, and how many a day one may ask."""

LONGEST_QUESTION = 1_200
LONGEST_ANSWER = 4_000
MOST_A_DAY = 10
