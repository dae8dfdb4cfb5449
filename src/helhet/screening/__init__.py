"""Screening instruments filled in with a person: what was answered, what it adds up to, and how it goes over time."""
