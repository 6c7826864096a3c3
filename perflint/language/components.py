"""The parts of the spaCy pipeline. Imported only when it is built: this module loads spaCy.

Extensions: ``doc._.quantities``, ``doc._.cues``, ``doc._.head``, ``doc._.evidence(target)``; the same
as spans in ``doc.spans["quantities" | "cues" | "head"]``, widened to whole tokens, with
``span._.cue`` and ``span._.quantity`` behind them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from perflint.language.category import CategoryEvidence, weigh
from perflint.language.cues import find_cues
from perflint.language.heads import head_of
from perflint.language.quantities import find_quantities
from perflint.language.segment import Backend, words
from perflint.records.target import TargetValue

COMPONENTS = ("perflint_quantities", "perflint_cues", "perflint_head")


class WordTokenizer:
    """Cuts by our words; ``Doc.text`` is the text as given, white space being a token of its own."""

    def __init__(self, vocab: Vocab, backend: Backend) -> None:
        self.vocab = vocab
        self.backend = backend

    def __call__(self, text: str) -> Doc:
        tokens = list(words(text, self.backend))
        doc = Doc(self.vocab, words=tokens, spaces=[False] * len(tokens))
        doc.user_data["backend"] = self.backend
        return doc


@cache
def register() -> None:
    """Makes tokenizer, components and extensions known to spaCy; once a process."""
    registry.tokenizers("perflint.words.v1", func=_tokenizer)
    for name, function in zip(COMPONENTS, (_quantities, _cues, _head), strict=True):
        Language.component(name, func=function)
    Doc.set_extension("quantities", default=(), force=True)
    Doc.set_extension("cues", default=(), force=True)
    Doc.set_extension("head", default=None, force=True)
    Doc.set_extension("evidence", method=_evidence, force=True)
    Span.set_extension("quantity", default=None, force=True)
    Span.set_extension("cue", default=None, force=True)


def _tokenizer(backend: Backend = "jieba") -> Callable[[Language], WordTokenizer]:
    return lambda nlp: WordTokenizer(nlp.vocab, backend)


def _widened(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand")


def _quantities(doc: Doc) -> Doc:
    doc._.quantities = find_quantities(doc.text)
    spans = []
    for found in doc._.quantities:
        span = _widened(doc, found.start, found.end, found.quantity.dimension or "number")
        if span is not None:
            span._.quantity = found.quantity
            spans.append(span)
    doc.spans["quantities"] = spans
    return doc


def _cues(doc: Doc) -> Doc:
    doc._.cues = find_cues(doc.text, doc.user_data["backend"])
    spans = []
    for hit in doc._.cues:
        span = _widened(doc, hit.start, hit.end, hit.cue.category)
        if span is not None:
            span._.cue = hit.cue
            spans.append(span)
    doc.spans["cues"] = spans
    return doc


def _head(doc: Doc) -> Doc:
    head = head_of(doc.text)
    doc._.head = head
    span = _widened(doc, head.start, head.start + len(head.text), head.kind) if head.text else None
    doc.spans["head"] = [span] if span is not None else []
    return doc


def _evidence(doc: Doc, target: TargetValue) -> CategoryEvidence:
    return weigh(doc.text, doc._.head, doc._.cues, (), target)
