"""Loading the demo county through the same actions that people use: tree, then people, then pledges along the road."""
