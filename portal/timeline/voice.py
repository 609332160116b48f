"""To whom a page speaks: the stage words are written for parents and turned for the young
person whose own assessment it is.
"""

# In this order: longer phrases before the shorter ones inside them.
TURNS = (
    ("your child or family was", "you or your family were"),
    ("your child or family", "you or your family"),
    ("your child needs", "you need"),
    ("what help they need", "what help you need"),
    ("your child", "you"),
)


def to_young_person(text: str) -> str:
    """`text`, written to a parent, said to the young person."""
    for parents, own in TURNS:
        text = text.replace(parents, own).replace(_capital(parents), _capital(own))
    return text


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
