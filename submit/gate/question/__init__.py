"""How many questions a text holds: its segments, what stands between them, and a small model that judges."""
