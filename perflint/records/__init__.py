"""Records: what a submission says, free of files, rules and output."""
