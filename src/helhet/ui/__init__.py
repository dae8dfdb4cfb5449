"""The page shell and its reusable parts. Knows nothing of the domain."""
