"""Names of places on our pages, so that any answer can link to the paragraph it rests on."""


def anchor_slug(anchor: str) -> str:
    """The id that an anchor has on the page of its agreement: "K21/region/vard#11" → "k21-region-vard-p11"."""
    return anchor.replace("/", "-").replace("#", "-p").lower()
