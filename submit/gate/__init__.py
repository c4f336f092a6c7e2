"""The gate: pure rules, one module a rule, that say what a draft still lacks before support can act on it."""
