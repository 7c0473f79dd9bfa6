"""The residents' pages. They read the public copy and nothing else."""
