"""Wires everything together: settings, urls, the command line. Nothing imports it."""
