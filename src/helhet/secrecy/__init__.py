"""Who may see what, and what may be sent: grounds, consents, disclosures, openings of a record."""
