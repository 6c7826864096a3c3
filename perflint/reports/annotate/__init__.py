"""The submitted file with its findings as comments at the very cells."""

from perflint.reports.annotate.annotate import Annotated, annotate, default_name

__all__ = ["Annotated", "annotate", "default_name"]
