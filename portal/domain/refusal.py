"""The one error the domain raises for input it will not accept."""


class Refused(ValueError):
    """Input that cannot be accepted, with one plain sentence saying what to do about it.

    The sentence is written for the person who gave the input: commands print it and
    forms show it, so it names the row, column or field and never holds personal data
    that the person did not just type.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
