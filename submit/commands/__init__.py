"""The `palier` command: one module a subcommand."""
