"""Staff pages that span capabilities: the worklist, a person, finding people, and nobody without an owner."""
