"""The web: pages, API, headers. HTTP stays in here."""
