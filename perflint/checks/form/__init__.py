"""The form of a table: what is missing, left over, written wrongly."""
