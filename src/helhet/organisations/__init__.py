"""Principals, authorities, units and staff; sign-in, which yields an Actor whatever the door."""
