"""The takes panel: the list of takes, the search and the export, and their controllers."""
