"""The ledger as the Excel file people know: the same layout goes out and comes back (C23)."""
