"""What the pages of plans show, and what can be done on them: each act with its form and what it leads to."""
