"""Walking through pages with the keyboard alone, as somebody does who cannot hold a mouse.

Whatever gets the focus must show it, and be called something.
"""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STEPS = 120

FOCUSED = """() => {
    const it = document.activeElement, seen = getComputedStyle(it);
    const words = [it.textContent, it.value, it.getAttribute('aria-label'),
        ...Array.from(it.labels || [], each => each.textContent)];
    const edge = it.matches('[type=radio], [type=checkbox]')
        ? getComputedStyle(it.labels[0], '::before') : seen;
    return {
        words: words.join(' ').replace(/\\s+/g, ' ').trim(),
        page: it === document.body,
        content: it.closest('main') !== null,
        shows: it.matches(':focus-visible') && (
            (edge.outlineStyle !== 'none' && parseFloat(edge.outlineWidth) > 0)
            || edge.boxShadow !== 'none'),
        order: it.tabIndex,
    };
}"""


@dataclass(frozen=True)
class Keyboard:
    """The keyboard of somebody at a page."""

    page: Page

    def focus(self, words: str, *, content: bool = True) -> None:
        """Press the tabulator until what has the focus is called `words`.

        It is looked for in the page's content, or else in what frames every page.
        """
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUSED)
            if found["page"]:
                continue
            assert found["shows"], f"{found['words']!r} has the focus and does not show it."
            assert found["order"] == 0, f"{found['words']!r} is out of its turn."
            if words in found["words"] and found["content"] == content:
                return
        raise AssertionError(f"The keyboard does not reach {words!r} on {self.page.url}.")

    def press(self, words: str, *, content: bool = True) -> None:
        """Follow the link or press the button called `words`, to the page it leads to."""
        self.focus(words, content=content)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, words: str) -> None:
        """Tick the box or choose the option called `words`."""
        self.focus(words)
        self.page.keyboard.press("Space")

    def type_in(self, label: str, text: str) -> None:
        """Write `text` into the field called `label`, in the place of what it held."""
        self.focus(label)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def skip_to_the_content(self) -> None:
        """The first thing that gets the focus leads past the menu."""
        self.page.keyboard.press("Tab")
        assert self.page.evaluate(FOCUSED)["words"] == "Skip to main content"
        self.page.keyboard.press("Enter")
        assert self.page.url.endswith("#main-content")
        self.page.keyboard.press("Tab")
        inside = "document.querySelector('main').contains(document.activeElement)"
        assert self.page.evaluate(inside), "After skipping, the next thing is in the content."
