"""Shapes of input, split by noun. Nothing here saves or decides."""
