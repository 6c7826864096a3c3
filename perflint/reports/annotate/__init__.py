"""The submitted file with its findings as comments at the very cells."""

from perflint.reports.annotate.annotate import AUTHOR, Annotated, annotate, default_name

__all__ = ["AUTHOR", "Annotated", "annotate", "default_name"]
