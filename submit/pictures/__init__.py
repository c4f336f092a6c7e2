"""Pictures: what customers attach is drawn again from its pixels, in a process that can do nothing else."""
