"""Reading: a file becomes a `Document` of paragraphs and tables, in reading order."""
