"""Requests, applications and reports between holdings: each side has its own half, and only the disclosure joins them."""
