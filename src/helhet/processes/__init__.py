"""Legal processes on real people: cases, what was done in them, the clocks that follow from it, and their alarms."""
