"""What happened to whose data: append-only events, hash-chained per holding, reads included."""
