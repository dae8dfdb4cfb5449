"""Selects that are asked for again and again: their SQL is written once. Knows nothing of the domain."""
