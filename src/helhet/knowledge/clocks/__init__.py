"""Legal times as clocks: from an event to the strict day, the day that may be defended, and the alarms before. Pure.

Support for whoever answers, not legal advice: what is not settled is always said.
"""
