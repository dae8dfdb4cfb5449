"""Names of places on our pages, so that any answer can link to the paragraph it rests on."""

import re

# What "#" and lower case would hide: a part that begins with p, and capitals within a name.
_HIDDEN = re.compile(r"(?<=/)p|(?<!^)[A-Z]")


def anchor_slug(anchor: str) -> str:
    """The id that an anchor has on the page of its agreement: "K21/region/vard#11" → "k21-region-vard-p11".

    No two anchors have the same id: A/x/1 is a-x-1, and A/x-1 is a-x_1.
    """
    marked = _HIDDEN.sub(r"~\g<0>", anchor)
    return marked.replace("-", "_").replace("/", "-").replace("#", "-p").lower()
