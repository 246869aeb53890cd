"""What the people of the demo say through the year."""
