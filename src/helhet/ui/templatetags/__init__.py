"""Template tags: the reusable parts of a page."""
