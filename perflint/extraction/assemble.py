"""A document read from top to bottom: which heading, head and rows make one project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from perflint.extraction.budget import is_list
from perflint.extraction.build import Named, Plan
from perflint.extraction.following import carry_over, follows
from perflint.extraction.head import AMOUNTS, Head, Stated, read_lines
from perflint.extraction.header import Column
from perflint.extraction.naming import (
    LONGEST_HEADING,
    goes_on,
    kind_of,
    may_title,
    parts_projects,
    title_of,
)
from perflint.extraction.rows import Body, Wide
from perflint.extraction.sums import declared_unit
from perflint.extraction.tables import Caption, Part, Reading, is_misread, read_table, title_kind
from perflint.extraction.text import squeeze
from perflint.extraction.titles import (
    Heading,
    is_department,
    is_noise,
    read_heading,
)
from perflint.patterns import pattern
from perflint.reading.document import Document, Paragraph, Table
from perflint.records.anchor import Anchor
from perflint.records.submission import TableNote

_LOOK_BACK = 40
_LEFT_OUT = ("self-evaluation", "scheme", "blank-form")
_FOR_ALL = pattern(r"以下|均为|各表|所有|全部|本文|本部分|下同")
_CONTINUED = pattern(r"^[(（]?(?:续表|接上表|续上表)|[(（]续表?[)）]$")
_OF_YEAR = pattern(r"20\d\d年?度?$")


@dataclass(slots=True)
class Pending:
    """What has been read before the rows it belongs to."""

    head: Head = field(default_factory=Head)
    captions: list[Caption] = field(default_factory=list)
    anchor: Anchor | None = None
    department: bool = False

    def __bool__(self) -> bool:
        return bool(self.head or self.captions)


@dataclass(slots=True)
class Assembly:
    """The projects of a document, and what became of each of its tables."""

    plans: list[Plan] = field(default_factory=list)
    notes: list[TableNote] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)


def assemble(document: Document) -> Assembly:
    return _Assembler().run(document)


class _Assembler:
    def __init__(self) -> None:
        self.out = Assembly()
        self.recent: list[Paragraph] = []
        self.pending = Pending()
        self.plan: Plan | None = None
        self.columns: list[Column] | None = None
        self.sheet: str | None = None
        self.unit = self.common_unit = ""
        self.misread = self.misread_blank = False
        self.held: list[tuple[TableNote, int]] = []

    def run(self, document: Document) -> Assembly:
        for block in document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._tables(block)
        self._release(used=False)
        self.misread = self.misread or (self.misread_blank and not self.out.plans)
        if self.misread or not self.out.plans:
            self._loose(document)
        return self.out

    def _loose(self, document: Document) -> None:
        """Where no table holds the indicators, or a dump's rows were cut at the wrong places, the
        cells are read as one stream."""
        if not self.misread and any(note.taken_as in _LEFT_OUT for note in self.out.notes):
            return
        text = document.format == "text"
        from perflint.extraction.loose import read_loose  # only text without tables needs it

        plans, unclear = read_loose(list(_lines(document, with_tables=self.misread or text)))
        if not plans and not unclear:
            from perflint.extraction.prosedoc import read_prose  # only prose needs it

            plans = read_prose(list(_lines(document, with_tables=False)))
        if sum(len(p.drafts) for p in plans) * 2 < sum(len(p.drafts) for p in self.out.plans):
            return
        self.out.plans = plans
        if unclear:
            self.out.remarks.append(
                f"文本中有{unclear}处各列连写、无法可靠拆分，未列入指标，请核对原表"
            )
        for note in self.out.notes:
            if note.taken_as == "indicators":
                note.doubts.append("转存文本的行列已错乱，按单元格次序重新认定")

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.text.strip():
            self.recent.append(paragraph)

    def _tables(self, table: Table) -> None:
        """A table, then those nested in its cells, with the cells' text as headings."""
        nested = any(cell.tables for cell in table.cells)
        if not nested:
            return self._table(table)
        readings = read_table(table)
        if any(r.kind in ("indicators", "objective", "project-head") for r in readings):
            self._table(table, readings)  # a head waits for the indicators in the table within
        else:
            self._note(table, "layout", "只用于排版，内含其他表格", "")
        for cell in table.cells:
            if cell.text and cell.tables:
                for line in cell.text.split("\n"):
                    self._paragraph(Paragraph(0, table.kind, line, line=cell.line, page=cell.page))
            for inner in cell.tables:
                self._tables(inner)
        return None

    def _table(self, table: Table, readings: list[Reading] | None = None) -> None:
        """A table's forms one after the other; only the first stands under the lines above."""
        heading = self._heading(table)
        adjacent = self.plan is not None and heading is None and not self.pending
        self.unit = self._declared() or self.unit
        readings = readings or read_table(table, self.columns, adjacent, self.unit)
        for reading in readings:
            self._form(table, reading, heading if reading is readings[0] else None)
        self.unit = self.common_unit

    def _form(self, table: Table, reading: Reading, heading: Heading | None) -> None:
        self._override(reading, heading)
        kind = reading.kind
        if table.kind == "text" and is_misread(reading):
            # A blank form cut at the wrong places says nothing of the forms that were read well.
            self.misread = self.misread or kind != "blank-form"
            self.misread_blank = True
        if kind == "indicators":
            self._take(reading, heading)
        elif kind in ("objective", "project-head"):
            self._hold(reading, heading)
        else:
            self._release(used=False)
            self.plan = None if self.recent or kind != "other" else self.plan
        title = heading.text if heading else ""
        if reading.first and reading.parts and reading.parts[0].captions:
            title = reading.parts[0].captions[0].text
        self._note(table, kind, reading.why, title, reading)
        self.recent = []
        self.sheet = table.sheet

    def _note(
        self, table: Table, kind: str, why: str, title: str, reading: Reading | None = None
    ) -> None:
        columns = [(c.header, c.field) for c in reading.columns] if reading else []
        doubts = list(reading.doubts) if reading else []
        if reading is not None and reading.kind == "indicators":
            doubts += _body_doubts(reading)
        note = TableNote(
            anchor=_section_anchor(table, reading.first if reading else 0),
            title=title,
            taken_as=kind,
            why=why,
            columns=columns,
            doubts=doubts,
        )
        self.out.notes.append(note)
        if kind in ("objective", "project-head"):
            self.held.append((note, table.index))
        elif kind != "other":
            self.out.taken.add(table.index)

    def _release(self, used: bool) -> None:
        """Heads that stood in tables of their own were part of a target form, or were not."""
        for note, index in self.held:
            if used:
                self.out.taken.add(index)
            else:
                note.taken_as, note.why = "other", f"{note.why}，但其后没有绩效指标"
        self.held.clear()
        self.pending = Pending()

    def _override(self, reading: Reading, heading: Heading | None) -> None:
        """A heading may tell what the columns alone do not: 自评表, 评价指标体系, 样表, 绩效目标表."""
        if reading.kind == "project-head" and is_list(reading.table):
            reading.kind, reading.why = "other", "逐行列有科目或项目的金额，是预算表"
        if reading.needs_title:
            self._by_title(reading, heading)
        if reading.kind != "indicators":
            return
        texts = [heading.text] if heading else []
        texts += [caption.text for caption in reading.parts[0].captions[:3]]
        texts += [self.recent[-1].text] if self.recent else []
        if reading.table.sheet and not heading:
            texts.append(reading.table.sheet)
        for text in texts:
            kind = title_kind(text) if len(text) <= LONGEST_HEADING else None
            if kind == "self-evaluation" and reading.mixed:
                continue  # the title of the part that was left out
            if kind is not None and not read_heading(text).title.endswith("项目"):
                reading.kind, reading.why = kind, f"标题“{squeeze(text)}”"
                return

    def _by_title(self, reading: Reading, heading: Heading | None) -> None:
        """Rows that could be of any list of indicators are a target table by their form's name."""
        heads = [part.head for part in reading.parts] + [self.pending.head, self._said()]
        texts = [c.text for part in reading.parts for c in part.captions]
        texts += [c.text for c in self.pending.captions] + [reading.table.sheet or ""]
        named = heading is not None and (heading.form or heading.kind == "department")
        named = named or any(read_heading(t).form for t in texts if len(t) <= LONGEST_HEADING)
        named = named or any(head.first("project") and head.objective for head in heads)
        wide = any(column.field == "project" for column in reading.columns)
        if named or wide or (self.plan is not None and heading is None):
            if reading.kind == "scheme" and (named or wide):
                reading.kind, reading.why = "indicators", "标题为绩效目标表，但没有指标值列"
        elif reading.kind == "indicators":
            reading.kind, reading.why = "other", "没有指标层级，标题也未写明是绩效目标表"

    # -- headings ---------------------------------------------------------------------------

    def _lines(self) -> list[Paragraph]:
        return [p for p in self.recent[-_LOOK_BACK:] if len(p.text) <= LONGEST_HEADING]

    def _heading(self, table: Table) -> Heading | None:
        """The nearest line above that names a project or a form.

        A form's title ("某林场2025年项目支出绩效目标") gives way to a line below it that names a
        project where it says whose form it is, or where the heading of another form stands between.
        """
        form: Heading | None = None
        plain: Heading | None = None
        for paragraph in reversed(self._lines()):
            if is_noise(paragraph.text) or read_lines(paragraph.text, paragraph.anchor()):
                continue
            heading = read_heading(paragraph.text)
            if heading.form and (heading.title or heading.kind == "department"):
                return plain if plain and (form or _OF_YEAR.search(heading.title)) else heading
            if heading.form:
                form = form or heading
            elif heading.title and plain is None and may_title(paragraph):
                plain = heading
        return plain or form

    def _declared(self) -> str:
        """The money unit the lines above a table declare; one said to be that of all holds on."""
        unit = ""
        for paragraph in self.recent:
            found = declared_unit(paragraph.text)
            unit = found or unit
            if found and _FOR_ALL.search(paragraph.text):
                self.common_unit = found
        return unit

    def _heading_anchor(self, heading: Heading) -> Anchor | None:
        found = next((p for p in reversed(self.recent) if p.text == heading.text), None)
        return found.anchor() if found else None

    def _said(self) -> Head:
        """Lines "项目名称：…" above the table."""
        head = Head()
        objective: Stated | None = None
        for paragraph in self.recent[-30:]:
            stated = read_lines(paragraph.text, paragraph.anchor(), self.unit)
            if stated:
                if any(item.label.role == "project" for item in stated):
                    head = Head()
                head.stated += stated
                last = stated[-1]
                objective = last if last.label.role.startswith("objective") else None
            elif parts_projects(paragraph, named=head.first("project") is not None):
                head, objective = Head(), None  # what was said stands above the project's own title
            elif objective is not None and goes_on(paragraph):
                objective.text = f"{objective.text}\n{paragraph.text.strip()}".strip()
            else:
                objective = None
        return head

    # -- projects ---------------------------------------------------------------------------

    def _hold(self, reading: Reading, heading: Heading | None) -> None:
        """A head or an objective in a table of its own waits for the rows below."""
        new_title = heading is not None and bool(heading.title)
        if new_title or any(p.head.first("project") for p in reading.parts):
            self._release(used=False)
        said = self._said()
        if heading and not self.pending.anchor:
            anchor = self._heading_anchor(heading)
            if anchor:
                self.pending.captions.append(Caption(heading.text, anchor))
        self.pending.head.add(said)
        for part in reading.parts:
            self.pending.head.add(part.head)
            self.pending.captions += part.captions
        self.pending.anchor = self.pending.anchor or reading.table.anchor()
        self.plan = None

    def _take(self, reading: Reading, heading: Heading | None) -> None:
        if heading is not None and heading.form and heading.title:
            self._release(used=False)  # what was read before belongs to another project
        said = self._said()
        first = True
        for part in reading.parts:
            if part.body is None:
                if part.head.first("project"):
                    self._hold_part(part, reading)
                elif self.plan is not None:
                    self._add_below(self.plan, part.head)
                continue
            named = any(column.field == "project" for column in part.body.columns)
            if named or part.body.projects:
                self._wide(part, reading, heading if first else None)
            else:
                self._narrow(part, reading, heading if first else None, said if first else Head())
            first = False
            self._release(used=True)
        self.columns = reading.columns

    def _add_below(self, plan: Plan, head: Head) -> None:
        """What a form states under its indicators."""
        roles = ("fact",) if plan.head.amount() else ("fact", "fund", *AMOUNTS)
        plan.head.add(Head([item for item in head.stated if item.label.role in roles]))
        objective = head.objective
        if plan.objective is None and objective is not None:
            how = f"栏目“{objective.label.name}”"
            plan.objective = Named(objective.text, objective.anchor, how, 0.9)

    def _hold_part(self, part: Part, reading: Reading) -> None:
        self.pending = Pending(part.head, part.captions, reading.table.anchor())
        self.plan = None

    def _narrow(self, part: Part, reading: Reading, heading: Heading | None, said: Head) -> None:
        body = part.body
        assert body is not None
        if self._continues(part, reading, heading, said):
            assert self.plan is not None
            carry_over(self.plan.drafts[-1], body.drafts)
            self.plan.drafts += body.drafts
            return
        head = Head()
        head.add(self.pending.head)
        head.add(said)
        head.add(part.head)
        captions = [*self.pending.captions, *part.captions]
        anchor = self.pending.anchor or reading.table.anchor()
        plan = Plan(anchor, head=head, drafts=list(body.drafts), columns=body.columns)
        plan.kind = kind_of(head, heading, captions)
        plan.title = title_of(plan, head, heading, captions, reading, self._heading_anchor)
        objective = part.head.objective or self.pending.head.objective or said.objective
        if objective is not None:
            how = f"栏目“{objective.label.name}”"
            plan.objective = Named(objective.text, objective.anchor, how)
        self._add(plan)

    def _add(self, plan: Plan) -> None:
        self.plan = plan
        if plan.drafts or plan.objective:
            self.out.plans.append(plan)

    def _continues(self, part: Part, reading: Reading, heading: Heading | None, said: Head) -> bool:
        """Whether these rows go on with the project before: the same columns, no new head, and
        levels that do not begin anew."""
        plan, body = self.plan, part.body
        if plan is None or body is None or not plan.drafts or self.pending or said:
            return False
        if part.head.first("project") or part.head.objective or not body.drafts:
            return False
        if heading is not None and "续表" not in heading.text:
            return False
        if any(read_heading(c.text).title or read_heading(c.text).form for c in part.captions):
            return False
        if reading.table.sheet != self.sheet and reading.headed:
            return False
        if reading.headed and _fields(body.columns) != _fields(plan.columns):
            return False
        said_so = any(_CONTINUED.search(squeeze(p.text)) for p in self.recent[-3:])
        return said_so or follows(plan.drafts, body.drafts)

    def _wide(self, part: Part, reading: Reading, heading: Heading | None) -> None:
        """Every project of a table that names them in a column."""
        body = part.body
        assert body is not None
        plans: dict[int, Plan] = {}
        for wide in body.projects:
            plan = self._wide_plan(wide, body, reading, heading)
            plans[id(wide)] = plan
        owners = list(body.wide)
        orphans = len(body.drafts) - len(owners)
        if orphans and self.plan is not None and self.plan.drafts:
            carry_over(self.plan.drafts[-1], body.drafts[:orphans])
            self.plan.drafts += body.drafts[:orphans]
        for draft, owner in zip(body.drafts[orphans:], owners, strict=True):
            plans[id(owner)].drafts.append(draft)
        for plan in plans.values():
            self._add(plan)

    def _wide_plan(self, wide: Wide, body: Body, reading: Reading, heading: Heading | None) -> Plan:
        cell = wide.cells["project"]
        anchor = reading.table.anchor(cell)
        plan = Plan(anchor, columns=body.columns, wide=wide, unit=reading.unit)
        text = wide.texts["project"]
        plan.kind = "department" if is_department(text) else "project"
        plan.title = Named(text, anchor, _column_how(body, "project"))
        if "objective" in wide.texts:
            place = reading.table.anchor(wide.cells["objective"])
            plan.objective = Named(wide.texts["objective"], place, _column_how(body, "objective"))
        if "amount" in wide.cells:
            plan.wide_anchor = reading.table.anchor(wide.cells["amount"])
        return plan


def _lines(document: Document, with_tables: bool) -> Iterator[tuple[str, Anchor]]:
    """The lines of a document, with the cells of its tables one by one."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.anchor()
        elif with_tables:
            for cell in block.cells:
                if cell.text:
                    yield cell.text, block.anchor(cell)


def _fields(columns: list[Column]) -> list[str]:
    return [column.field for column in columns if column.field]


def _section_anchor(table: Table, first: int) -> Anchor:
    cell = next((cell for cell in table.cells if first and cell.row >= first), None)
    return table.anchor(cell)


def _column_how(body: Body, field: str) -> str:
    return next((column.how for column in body.columns if column.field == field), "")


def _body_doubts(reading: Reading) -> Iterator[str]:
    bodies = [part.body for part in reading.parts if part.body is not None]
    unfilled = sum(body.unfilled for body in bodies)
    if unfilled:
        yield f"{unfilled}行只有二级指标而没有填写指标，未计入"
    doubtful = [c.header for c in reading.columns if c.field and c.confidence < 0.9 and c.header]
    if doubtful:
        yield f"列的认定把握不大：{'、'.join(doubtful)}"
