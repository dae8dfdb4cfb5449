"""One adapter for each system outside Helhet. No domain here: what to say and to whom is decided above."""
