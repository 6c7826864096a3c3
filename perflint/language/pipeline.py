"""The spaCy pipeline: blank ``zh``, our own words, and what a name says as extensions of a Doc.

    analysis = analyse(["资金发放及时率", "总成本"])
    analysis["资金发放及时率"].head.text      # 及时率
    nlp = pipeline(); doc = nlp("资金发放及时率"); doc._.evidence(target)

Importing this module loads no spaCy; the first call builds the pipeline, once a process and backend.
Texts are handed over in one batch and remembered, for tables repeat themselves.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from perflint.language.category import CategoryEvidence, weigh
from perflint.language.cues import CueHit
from perflint.language.heads import Head
from perflint.language.quantities import FoundQuantity
from perflint.language.segment import Backend
from perflint.records.target import TargetValue

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the pipeline found in one text; places count in the text as given."""

    text: str
    words: tuple[str, ...]
    quantities: tuple[FoundQuantity, ...]
    cues: tuple[CueHit, ...]
    head: Head

    def evidence(
        self, target: TargetValue, description: Analysis | None = None
    ) -> CategoryEvidence:
        """The second level that this name, its value and its description speak for."""
        more = description.cues if description and description.text != self.text else ()
        return weigh(self.text, self.head, self.cues, more, target)


@cache
def pipeline(backend: Backend = "jieba") -> Language:
    """The pipeline with tokenizer, quantities, cues and head; built once a process."""
    import spacy

    from perflint.language.components import COMPONENTS, register

    register()
    nlp = spacy.blank(
        "zh",
        config={
            "nlp": {"tokenizer": {"@tokenizers": "perflint.words.v1", "backend": backend}},
        },
    )
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


class _Memory:
    """The latest analyses, bounded, so that many runs in one process do not grow it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.known: OrderedDict[tuple[str, Backend], Analysis] = OrderedDict()

    def take(self, text: str, backend: Backend) -> Analysis | None:
        found = self.known.get((text, backend))
        if found is not None:
            self.known.move_to_end((text, backend))
        return found

    def keep(self, analysis: Analysis, backend: Backend) -> None:
        self.known[analysis.text, backend] = analysis
        while len(self.known) > self.size:
            self.known.popitem(last=False)


_memory = _Memory(REMEMBERED)


def analyse(strings: Iterable[str], backend: Backend = "jieba") -> dict[str, Analysis]:
    """The analysis of each distinct string, in the order of first appearance."""
    distinct = dict.fromkeys(strings)
    found = {text: _memory.take(text, backend) for text in distinct}
    unknown = [text for text, analysis in found.items() if analysis is None]
    if unknown:
        for doc in pipeline(backend).pipe(unknown):
            analysis = _plain(doc)
            _memory.keep(analysis, backend)
            found[analysis.text] = analysis
    return {text: analysis for text, analysis in found.items() if analysis is not None}


def _plain(doc: Doc) -> Analysis:
    """The findings without the Doc, which would hold the vocabulary in memory."""
    return Analysis(
        doc.text, tuple(token.text for token in doc), doc._.quantities, doc._.cues, doc._.head
    )
