"""Mail: what is said, when it leaves, and by which way."""
