"""Chinese words: jieba with the domain dictionary, or rjieba where it is asked for.

The dictionary is built in this process from jieba's own file. jieba's cache in the shared
temporary folder is neither written nor read: anyone may put a file there, and it is loaded
without a check. The instance is our own, so the caller's ``jieba.dt`` keeps its words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, Literal

from perflint.errors import UsageError
from perflint.resources import corpus

Backend = Literal["jieba", "rjieba"]
Cut = Callable[[str], list[str]]


@cache
def dictionary_words() -> tuple[str, ...]:
    """The domain words in a fixed order: how one is cut depends on those added before it."""
    groups = corpus("dictionary.toml")["words"]
    return tuple(sorted({word for words in groups.values() for word in words}))


@cache
def cutter(backend: Backend = "jieba") -> Cut:
    """The function that cuts a text into words; loads the dictionary once a process (0.5 s).

    Raises UsageError where ``rjieba`` is asked for and not installed.
    """
    return _rjieba() if backend == "rjieba" else _jieba()


def _jieba() -> Cut:
    import jieba

    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in dictionary_words():
        tokenizer.add_word(word)
    cut: Cut = tokenizer.lcut
    return cut


def _rjieba() -> Cut:
    try:
        import rjieba
    except ImportError as error:
        raise UsageError(
            "未安装 rjieba，请安装 perflint-cn[fast]，或改用默认的 jieba 分词"
        ) from error
    tokenizer: Any = rjieba.Jieba()
    for word in dictionary_words():
        tokenizer.add_word(word, None, None)
    cut: Cut = tokenizer.cut
    return cut


@lru_cache(maxsize=8192)
def words(text: str, backend: Backend = "jieba") -> tuple[str, ...]:
    """The words of a text, which joined give the text back."""
    return tuple(cutter(backend)(text)) if text else ()


@lru_cache(maxsize=8192)
def boundaries(text: str, backend: Backend = "jieba") -> frozenset[int]:
    """The places between words, with 0 and the end of the text."""
    places, at = [0], 0
    for word in words(text, backend):
        at += len(word)
        places.append(at)
    return frozenset(places)


def straddles(text: str, start: int, end: int, backend: Backend = "jieba") -> bool:
    """Whether a part crosses a word boundary: neither within one word nor made of whole words.

    成本 in 完成|本年度 crosses one; in 总成本 it lies within one. Four characters and more that begin
    with a word are no accident, whatever word their end lies in (社会稳定 in 社会|稳定性).
    """
    places = boundaries(text, backend)
    if start in places and (end in places or end - start >= 4):
        return False
    return any(place in places for place in range(start + 1, end))
