"""The papers: each format writes a report, or several, and knows nothing of the command line.

`FORMATS` maps the names used in ``-o NAME=FILE`` to the formats; nothing is imported before a
format is written.
"""

from perflint.reports.registry import FORMATS, Format

__all__ = ["FORMATS", "Format"]
