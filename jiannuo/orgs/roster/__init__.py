"""Rosters as Excel files: gate → reading → headers, sheets → values → checking → actions → report."""
