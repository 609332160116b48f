"""A tray that letters are put in, where a test wants to read them."""

from portal.mail.message import Message


class Tray:
    """A sender that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message) -> None:
        self.messages.append(message)
