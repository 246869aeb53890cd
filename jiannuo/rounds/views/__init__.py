"""The round's calendar, and what guiding bodies say to the classes below them."""
