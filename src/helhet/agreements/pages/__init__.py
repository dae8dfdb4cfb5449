"""What each page shows, computed from the pack and its report alone: no database, no request."""
