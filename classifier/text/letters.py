"""Tables of letters: what is the same letter, what hides one, and what sounds alike.

Data only. Sources: the Unicode character names; the letter forms that Iraqi, Persian, Urdu and
Kurdish keyboards produce; digits and Latin letters as Arabizi uses them (Yaghan 2008, "Arabizi: a
contemporary style of Arabic slang").
"""

from typing import Final

JOINERS: Final = (
    "\N{SOFT HYPHEN}\N{COMBINING GRAPHEME JOINER}\N{ARABIC LETTER MARK}\N{ZERO WIDTH SPACE}"
    "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}\N{WORD JOINER}-\N{NOMINAL DIGIT SHAPES}"
    "\N{VARIATION SELECTOR-1}-\N{VARIATION SELECTOR-16}\N{ZERO WIDTH NO-BREAK SPACE}"
)
"""Characters that show nothing, as the inside of a regular expression class."""

MARKS: Final = (
    "\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}"
    "\N{ARABIC SIGN SALLALLAHOU ALAYHE WASSALLAM}-\N{ARABIC SMALL KASRA}"
    "\N{ARABIC FATHATAN}-\N{ARABIC WAVY HAMZA BELOW}\N{ARABIC LETTER SUPERSCRIPT ALEF}"
    "\N{ARABIC SMALL HIGH LIGATURE SAD WITH LAM WITH ALEF MAKSURA}-\N{ARABIC SMALL LOW MEEM}"
)
"""Vowel signs and other marks over and under letters, as the inside of a class."""

ARABIC: Final = r"\u0621-\u064a\u066e-\u06d3"
"""The letters of Arabic script, as a range for patterns."""

SAME_LETTER: Final = {
    "ک": "ك", "ڪ": "ك", "ڭ": "ك", "ی": "ي", "ى": "ي", "ې": "ي", "ێ": "ي", "ے": "ي", "ۍ": "ي",
    "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه", "ة": "ه", "ۆ": "و", "ۇ": "و", "ۋ": "و", "ڕ": "ر", "ڵ": "ل",
    "ڤ": "ف", "ڥ": "ف", "ڨ": "گ", "ݣ": "گ", "پ": "ب", "ژ": "ز", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن",
    "ٱ": "ا", "ﭐ": "ا", "ء": "ا", "ٮ": "ب", "ڡ": "ف", "ٯ": "ق",
}  # fmt: skip
"""Forms of one letter that other keyboards write, and the letter as Arabic writes it."""

DIGITS: Final = {
    ord(arabic): str(number) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for number, arabic in enumerate(digits)
}
"""Arabic-Indic and Persian digits to 0-9."""

DIGIT_AS_LETTER: Final = {
    "0": "و", "1": "ا", "2": "ا", "3": "ع", "4": "ر", "5": "خ", "6": "ط", "7": "ح", "8": "ق", "9": "ص",
}  # fmt: skip
"""What a digit between Arabic letters stands for."""

LATIN_AS_LETTER: Final = {
    "a": "ا", "b": "ب", "c": "ك", "d": "د", "e": "ي", "f": "ف", "g": "ك", "h": "ه", "i": "ي", "j": "ج", "k": "ك",
    "l": "ل", "m": "م", "n": "ن", "o": "و", "p": "ب", "q": "ق", "r": "ر", "s": "س", "t": "ت", "u": "و", "v": "ف",
    "w": "و", "x": "خ", "y": "ي", "z": "ز", "$": "س", "@": "ا",
}  # fmt: skip
"""What a Latin letter between Arabic letters stands for."""

COUNTED: Final = (
    "الف", "الاف", "مليون", "ملايين", "مليار", "دينار", "دولار", "ورق", "شدات", "شده", "دفتر", "دفاتر", "ساع", "يوم",
    "ايام", "دقيق", "دقايق", "سنه", "سنين", "سنوات", "شهر", "اشهر", "مرات", "مره", "رقم", "نفر", "واحد", "صور", "كارت",
    "ريال", "درهم", "جنيه", "كيلو", "متر", "ليال", "عصرا", "العصر", "الصبح", "بالليل", "الليل", "ونص", "وربع", "اسابيع",
)  # fmt: skip
"""Beginnings of words that a number may be glued to, so that the number stays one."""

COUNTED_ALONE: Final = frozenset({"س", "د", "م", "ص", "جي", "ك"})
"""Abbreviations that a number may be glued to, as whole words."""

SOUND: Final = {
    "ا": "", "و": "", "ي": "", "ه": "h", "ع": "3", "ح": "h", "خ": "k", "غ": "g", "ق": "g", "ك": "k", "گ": "g",
    "چ": "j", "ج": "j", "ش": "x", "س": "s", "ص": "s", "ز": "z", "ذ": "z", "ظ": "z", "ض": "d", "د": "d", "ت": "t",
    "ط": "t", "ث": "t", "ب": "b", "ف": "f", "ل": "l", "م": "m", "ن": "n", "ر": "r",
}  # fmt: skip
"""The consonant class of each Arabic letter; long vowels carry none."""

HEARD: Final = {
    "kh": "خ", "gh": "غ", "sh": "ش", "ch": "چجش", "th": "ثذظت", "dh": "ضذظ", "ph": "ف", "ck": "ك", "3": "ع", "4": "ذ",
    "5": "خ", "6": "ط", "7": "ح", "8": "قغ", "9": "قص", "b": "ب", "c": "كس", "d": "دض", "f": "ف", "g": "گقغج",
    "h": "هح", "j": "جچ", "k": "كقگخ", "l": "ل", "m": "م", "n": "ن", "p": "ب", "q": "قگ", "r": "ر", "s": "سص",
    "t": "تط", "v": "ف", "x": "خش", "z": "زظذض",
}  # fmt: skip
"""What a Latin consonant or the digit for one may stand for, the likeliest first."""

VOWELS_HEARD: Final = {"a": "ا", "e": "ي", "i": "ي", "y": "ي", "o": "و", "u": "و", "w": "و", "1": "ا", "2": "ا"}
"""The long vowel that a Latin vowel may stand for."""
