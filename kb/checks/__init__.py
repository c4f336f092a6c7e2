"""Checks: what can be wrong with written knowledge. One small pure rule a module; `all` runs them."""
