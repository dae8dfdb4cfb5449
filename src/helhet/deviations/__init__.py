"""Deviations in collaboration: what did not go as the agreement says, told without saying who it was about."""
