"""Projects beside each other: copies, double counts, siblings that disagree."""
