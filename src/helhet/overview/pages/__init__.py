"""What each page holds, worked out from queries and ready for its template."""
