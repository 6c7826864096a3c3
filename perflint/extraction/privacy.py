"""Contact names and telephone numbers are no part of a target: they are masked where text is taken.

The submitted file itself is never changed; this keeps such data out of every output.
"""

from __future__ import annotations

from perflint.patterns import pattern

NAME = "（姓名略）"
NUMBER = "（号码略）"

_ROLE = r"(?:联系人|联络人|经办人|填报人|填表人|制表人|负责人|咨询人|审核人)(?:姓名)?(?:及电话)?"
_PERSON = r"[\u4e00-\u9fff·]{2,4}?"
_NAMED = pattern(
    rf"(?P<role>{_ROLE}\s*[:：]\s*){_PERSON}(?=$|[\s,，。；;、）)（(/|\d]|联系|电话|手机|办公|座机)"
    rf"|(?P<bare>{_ROLE}){_PERSON}(?=\s*[（(]?\d{{7}})"
)
_PHONE = pattern(
    r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.]|[万亿]?元)"
    r"|(?<![\d.])\(?0\d{2,3}\)?[- ]\d{7,8}(?!\d)"
    r"|(?<![\d.])0\d{9,11}(?!\d)"
)
_AFTER_WORD = pattern(
    r"(?P<word>(?:电话|手机|座机|传真|联系方式)(?:号码)?\s*[:：]?\s*)[\d][\d\- 、/，,]{5,24}\d"
)
_IDENTITY = pattern(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MARK = pattern(
    r"\d{7}|\d{3}[- ]\d{4}|联系人|联络人|经办人|填报人|填表人|制表人|负责人|咨询人|审核人"
)


def masked(text: str) -> str:
    """The text without contact names, telephone and identity numbers."""
    if _MARK.search(text) is None:
        return text
    text = _NAMED.sub(lambda found: f"{found['role'] or found['bare']}{NAME}", text)
    text = _AFTER_WORD.sub(lambda found: f"{found['word']}{NUMBER}", text)
    return _IDENTITY.sub(NUMBER, _PHONE.sub(NUMBER, text))
