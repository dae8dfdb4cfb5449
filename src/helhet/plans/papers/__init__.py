"""The plan on paper, the invitation, and what the person prepares: for hands and for screen readers."""
