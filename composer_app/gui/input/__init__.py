"""The input panel: the record button, the text field and the constraint chips, and their controllers."""
