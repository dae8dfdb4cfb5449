"""Keeping and purging: what law says of each record, previewed, and then done or refused."""
