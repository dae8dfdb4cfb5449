"""One person's way in one holding, under one agreement version: who owns it, what is next, and by when."""
