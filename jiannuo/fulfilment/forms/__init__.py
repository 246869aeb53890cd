"""Shapes of what is typed into the ledger; nothing is decided here."""
