"""Requests, applications and reports between holdings: each side has its own half, joined by the disclosure alone."""
