"""The guide: anyone describes a situation and gets the way to go. It keeps nothing: no session, no row, no cookie."""
