"""The plan made together (SIP): from the need that somebody saw to the follow-up, in each holding its own."""
