"""Statistics on plain arrays: nothing here knows of papers, periods or frames of the workbench."""
