"""Legal processes as content, and the one engine that follows them. No process is code."""
