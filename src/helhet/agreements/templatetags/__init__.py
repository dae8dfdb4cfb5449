"""Template tags of the agreements' pages."""
