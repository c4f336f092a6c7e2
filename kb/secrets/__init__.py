"""Secrets: what betrays a password, a key or a card number in a text, and how it is masked. Pure, for every room."""
