"""The opinion that a bureau hands back (审核意见): its content, and its forms in Word, Markdown, HTML."""
