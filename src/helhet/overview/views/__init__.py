"""The pages: what came in is read, the page is found, and it is shown."""
