"""Authoring: what `palier new` and `palier init` write for people who begin."""
