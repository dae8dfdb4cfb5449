"""Screening instruments as data: read, answered, scored and put in a class. Nothing here is about one instrument.

`shelf` holds the instruments that are shipped and loaded; `scoring.score` goes from entries to a result.
"""
