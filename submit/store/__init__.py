"""The store: tickets and everything around them, in SQLite or PostgreSQL. Only this package knows the engine."""
