"""Persons in a holding: who they are, by which numbers, and how to reach them."""
