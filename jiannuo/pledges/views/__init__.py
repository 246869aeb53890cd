"""One page each: find what may be seen, do one thing, answer."""
