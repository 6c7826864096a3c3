"""Workbooks: the list of findings of a department, the summary of a batch."""
