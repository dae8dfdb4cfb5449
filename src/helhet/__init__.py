"""Helhet: a county's agreement on harmful use and dependence, run as data."""
