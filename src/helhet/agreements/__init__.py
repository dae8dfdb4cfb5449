"""Published agreements: frozen in the database, shown section by section, with what they leave open."""
