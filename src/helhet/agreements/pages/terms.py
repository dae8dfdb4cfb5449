"""Links from words in the text to what they mean in this agreement."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from helhet.knowledge.schema.knowing import Concept

# How a Swedish noun may end: "beroendet", "standardglasen", "SIP:en".
ENDINGS = r"(?:(?::?(?:en|et|s))|n|t|ens|ets|er|ar|erna|arna)?"


def term_slug(term: str) -> str:
    """The id that a term has on the page of concepts."""
    return "ord-" + re.sub(r"\W+", "-", term.casefold()).strip("-")


class Terms:
    """The words that the agreement defines, ready to be found in a text."""

    def __init__(self, concepts: Iterable[Concept], address: str) -> None:
        self.address = address
        self.term = {word.casefold(): c.term for c in concepts for word in (c.term, *c.words)}
        longest_first = sorted(map(re.escape, self.term), key=len, reverse=True)
        pattern = rf"(?<![\w-])({'|'.join(longest_first)}){ENDINGS}(?![\w-])" if longest_first else r"(?!)"
        self.pattern = re.compile(pattern, re.IGNORECASE)

    def linked(self, text: str, seen: set[str]) -> SafeString:
        """The text with the first mention of each term as a link; `seen` holds the terms that already have one."""
        parts, start = [], 0
        for match in self.pattern.finditer(text):
            term = self.term[match[1].casefold()]
            if term in seen:
                continue
            seen.add(term)
            parts += [(text[start : match.start()],), (self._link(term, match[0]),)]
            start = match.end()
        return format_html_join("", "{}", [*parts, (text[start:],)])

    def _link(self, term: str, shown: str) -> SafeString:
        return format_html('<a class="term" href="{}#{}">{}</a>', self.address, term_slug(term), shown)
