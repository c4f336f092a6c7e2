"""Deflection: the index, the search, and the suggestions made from it."""
