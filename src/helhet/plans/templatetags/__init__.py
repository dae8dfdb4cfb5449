"""Words for the parts of a plan."""
