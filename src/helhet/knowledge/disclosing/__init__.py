"""Which ground in law opens for sending data about a person: facts in, grounds with each condition out. Pure."""
