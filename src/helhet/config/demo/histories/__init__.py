"""What may happen to somebody in the demo county: each history is a generator for `play.Play.run`."""
