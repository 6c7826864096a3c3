"""Two drafts compared (整改): what was corrected, what is still there, what is new."""
