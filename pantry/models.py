"""The tables of the pantry come with its slices."""
