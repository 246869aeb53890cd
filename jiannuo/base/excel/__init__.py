"""Excel files from outside: looked at before they are opened, read in an own process, understood cell by cell."""
