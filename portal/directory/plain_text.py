"""Plain text out of what directories keep, which is often HTML."""

import re
from html.parser import HTMLParser

from portal.domain.typed_words import tidy_words

NOT_SHOWN = ("script", "style", "template", "head")
LINES_OF_THEIR_OWN = re.compile(
    "address|article|blockquote|br|dd|div|dl|dt|h[1-6r]|ol|p|pre|section|table|tr|ul"
)
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]+|#[0-9]+|#x[0-9a-fA-F]+);")
# Some directories escape their HTML twice.
MOST_LAYERS = 3


def plain_text(text: str) -> str:
    """`text` without tags, entities and unseen signs: lines, and a blank line between blocks."""
    for _ in range(MOST_LAYERS):
        if not MARKUP.search(text):
            break
        reader = _Reader()
        reader.feed(text)
        reader.close()
        text = "".join(reader.kept)
    lines = [" ".join(line.split()) for line in tidy_words(text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Keeps what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kept: list[str] = []
        self._inside_unshown = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in NOT_SHOWN:
            self._inside_unshown += 1
        elif tag == "li":
            self.kept.append("\n• ")
        elif LINES_OF_THEIR_OWN.fullmatch(tag):
            self.kept.append("\n")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in NOT_SHOWN:
            self._inside_unshown = max(0, self._inside_unshown - 1)
        elif LINES_OF_THEIR_OWN.fullmatch(tag):
            self.kept.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._inside_unshown:
            self.kept.append(data)
