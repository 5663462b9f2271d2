"""Charts as files to take along: what pages need, tables for spreadsheets."""
