"""Chinese numerals, written small (二十), large (贰拾) or as a row of digits (二〇二三)."""

from __future__ import annotations

from fractions import Fraction

_DIGITS = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖两弐参", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 2, 3), strict=True))
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
NUMERAL_CHARS = "".join({*_DIGITS, *_SMALL, *_TENS, *_LARGE})
SIZES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip


def chinese_number(text: str) -> Fraction | None:
    """The value of a Chinese numeral, or None where the characters form none.

    Understands a decimal point (三点五) and the spoken short form (一万五 = 15000).
    """
    whole, _, decimals = text.partition("点")
    if not decimals:
        number = None if "点" in text else _integer(whole)
        return None if number is None else Fraction(number)
    start = _integer(whole)
    digits = [_DIGITS.get(char) for char in decimals]
    if start is None or None in digits:
        return None
    return start + Fraction(int("".join(map(str, digits))), 10 ** len(digits))


def _integer(text: str) -> int | None:
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    if text[0] not in _DIGITS and text[0] not in "十拾廿卅":
        return None
    return _Sum(text).value()


class _Sum:
    """Adds up a numeral from left to right; ``unit`` is the size of the last unit seen."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.total = 0
        self.section = 0
        self.digit: int | None = None
        self.unit = 1
        self.after_zero = False

    def value(self) -> int | None:
        for char in self.text:
            if not self._take(char):
                return None
        return self.total + self.section + self._rest()

    def _take(self, char: str) -> bool:
        if char in _DIGITS:
            return self._take_digit(_DIGITS[char])
        if char in _TENS:
            self.section += _TENS[char]
            self.unit = 10
        elif char in _SMALL:
            self._take_small(_SMALL[char])
        elif char in _LARGE:
            self._take_large(_LARGE[char])
        else:
            return False
        self.after_zero = False
        return True

    def _take_digit(self, digit: int) -> bool:
        if digit == 0:
            self.after_zero = True
            return self.digit is None
        if self.digit is not None:
            return False
        self.digit = digit
        return True

    def _take_small(self, size: int) -> None:
        self.section += (1 if self.digit is None else self.digit) * size
        self.digit, self.unit = None, size

    def _take_large(self, size: int) -> None:
        section = self.section + (self.digit or 0)
        # 一万亿: what stands before a larger unit is counted in it as a whole.
        if section == 0 or size > self.unit >= 10**4:
            self.total = (self.total + section) * size
        else:
            self.total += section * size
        self.section, self.digit, self.unit = 0, None, size

    def _rest(self) -> int:
        if self.digit is None:
            return 0
        # 一万五 is 15000, 一万零五 is 10005, 二十五 is 25.
        return self.digit * (self.unit // 10 if self.unit > 10 and not self.after_zero else 1)
