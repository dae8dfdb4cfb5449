"""The joint plan (SIP): its JSON form, and whether it says what law and the county ask for. Pure."""
