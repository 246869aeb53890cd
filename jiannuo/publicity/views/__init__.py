"""Public pages (public, images) and the publishing check of those who have signed in (check, prepare)."""
