"""Choosing how a file is annotated: in place where its format allows, else rebuilt as Word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from perflint.errors import UsageError
from perflint.linting.report import Report
from perflint.reports.annotate.notes import gather
from perflint.reports.memo.write import today
from perflint.reports.registry import put

AUTHOR = "perflint"
IN_PLACE = {"docx": ".docx", "xlsx": ".xlsx", "pdf": ".pdf"}


@dataclass(frozen=True)
class Annotated:
    """What was written: places with a comment, corrections as tracked changes, and the way.

    ``missed_places`` were not found; what is said of them stands at the head of the
    document, or of the page.
    """

    path: Path
    comments: int
    changes: int = 0
    missed_places: tuple[str, ...] = ()
    rebuilt: bool = False

    @property
    def missed(self) -> int:
        """How many places were not found."""
        return len(self.missed_places)


def annotate(
    source_path: str | Path,
    report: Report,
    out_path: str | Path,
    suggest_changes: bool = False,
    author: str = AUTHOR,
    date: dt.date | None = None,
) -> Annotated:
    """Write the submitted file with comments to ``out_path``.

    Word, Excel and PDF files keep everything else as it is; other formats, and any file when
    ``out_path`` ends in .docx, become a Word document rebuilt from the tables that were read.
    ``suggest_changes`` adds certain corrections as tracked changes (Word only). Raises UsageError
    for a suffix that does not fit.
    """
    source, target = Path(source_path), Path(out_path)
    form, suffix = report.source.format, target.suffix.lower()
    stamp = f"{(date or today()).isoformat()}T00:00:00Z"
    notes = gather(report)
    if suffix not in (".docx", IN_PLACE.get(form)):
        raise UsageError(_wrong_suffix(form, target))
    if form == "docx":
        from perflint.reports.annotate.word import annotate_word

        data, done = annotate_word(
            source.read_bytes(), report, notes, author, stamp, suggest_changes
        )
    elif suffix == ".docx":
        from perflint.reports.annotate.rebuilt import rebuild

        data, done = rebuild(report, author, stamp, suggest_changes)
    elif form == "xlsx":
        from perflint.reports.annotate.excel import annotate_excel

        data, done = annotate_excel(source.read_bytes(), notes, author)
    else:
        from perflint.reports.annotate.pdf import annotate_pdf

        data, done = annotate_pdf(source.read_bytes(), notes, author, stamp)
    put(data, target)
    return Annotated(target, rebuilt=form != "docx" and suffix == ".docx", **done)


def default_name(path: Path, report: Report) -> Path:
    """The annotated file beside the original: same format where it can hold comments."""
    suffix = IN_PLACE.get(report.source.format, ".docx")
    return path.with_name(f"{path.stem}-批注{suffix}")


def _wrong_suffix(form: str, target: Path) -> str:
    own = IN_PLACE.get(form)
    if own in (None, ".docx"):
        return f"该文件的批注稿只能存为 .docx，现为“{target.name}”"
    return f"该文件的批注稿可存为 {own}（原件加批注）或 .docx（重排），现为“{target.name}”"
