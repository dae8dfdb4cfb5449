"""The way to a sent hand-off, one question at a time. What is filled in travels in the form, and is kept nowhere."""
