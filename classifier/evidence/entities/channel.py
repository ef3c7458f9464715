"""Ways of paying that a message names: mobile wallets, cards, transfer offices, game credit."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.channel_rows import ROWS
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, searched
from classifier.records import Entity

KIND: Final = "channel"

TRIGGER: Final = re.compile(
    r"(?:و|ف)?(?:بال|عال|هال|لل|ال|ب|ل|ع)?(?:زين ?كا?ش|زينكاش|كا?ش|ا?[اي]?سياحواله|حواله|"
    r"حوالات|حوالت[كجي]|فاستب[اي]ي?|فيزا|فاست|باي|وال[تي]ت?|كي|مصرف|راجحي|رافدين|رشيد|انماء|اهلي|ومض|هرم|فواد|"
    r"باين(?:ا?ن)?س|بينانس|ريفلكت|اوكاش|"
    r"جيب|فلوسك|مدي|رو?بو?كس|باكس|فيباكس|بوينت.{0,2}|نقاط|كوين.|جوهره|دي17|17|مستر|سيل|اسياسيل|تعبيه|كارت|"
    r"فودافون|موني|فاينانس|كاشي|مايكاشي|تيلدا|ميزه|بنكيلي|مالتشات|موبايليباي|انصاري|فردان|لولو|انجاز|ويش|كارط(?:ه|"
    r"ات)|رصيد[يكج]|جوالي|ايثيريوم|اثيريوم|مونيرو|ترون|ماندا[تهط]?|سكريل|ترست.{0,5}|"
    r"ميتا.{0,5}|ماسك|بت|بايبت|كوكوين|ستور|"
    r"ببجي|روبلوكس|بلاي|بلي|روبو?كس|كيكارد|كار[دت]|كارت(?:ات|ين)|ماستر.{0,4}|ويسترن|وسترن|"
    r"موني.{0,4}|فوداكاش|انستاباي|"
    r"فوري|بنكك|كريمي|النجم|نجم|الكترونيه|شدد?ه?|كليك|كلك|بايبال|سيريا?تي?ل|فلوس|[اآ]بل|بنفت|بايونير|بتكوين|هدايا|"
    r"امازون|بلايستيشن|جوجل|غوغل|[جغك]يفت|تاتش|الفا|يمن|سبافون|سوا|ويشموني|بلوس|وفاكاش|فلكسي|نت|ني?تفلي?كس|بنك|"
    r"باريدي.{0,3}|"
    r"بريدي|موب|بال|بيبال|تيثر|تي|بيتكوين|كوين|كريبتو|باينا?نس|بينانس|شدات|بب?جي|رصيد|شحن|"
    r"جواهر|كروت|كرت|كوكل|ايتونز|ستيم|ريشارج|(?<!ابو ال)صيرفه|صرافه?|"
    r"ايبان|بنكي|العراقي|عراقي|بي|برق|فليكسي|يوسي)|[wb3l]?(?:al)?(?:asiapay|asia|wallet|nasswallet|neo.*|super.*|"
    r"okash|ethereum|"
    r"eth|trustwallet|trust|metamask|meta|mask|okx|bybit|kucoin|redotpay|litecoin|ltc|monero|xmr|trx|play|robux|"
    r"apple|transfer|wepay|cash|zaincash|zeincash|"
    r"asiahawala|hawala|7awala|fastpay|pay|nasspay|fib|card|qicard|master.*|visacard|"
    r"western.*|money.*|vodafonecash|instapay|fawry|stcpay|urpay|barq|"
    r"bank?ak|kuraimi|cliq|whish|sadad|omt|cashplus|wafacash|baridi.*|ccp|d17|17|mobicash|paypal|"
    r"usdt|trc20|trc|tether|bitcoin|coin|btc|crypto|binance|uc|jawahr?a|fire|freefire|steam|"
    r"karat|karet|kartat|robux|v?bucks|points?|coins|flouci|sobflous|kashy|walletii|e?dinar|wimpay|bankily|masrivi|"
    r"bimbank|"
    r"plus|evcplus|cashi|mycashi|cyberpay|edfali|yusrpay|sabacash|dinarak|uwallet|malchat|thawani|payit|careempay|"
    r"mobilypay|fawran|telda|meeza|finance|money|"
    r"itunes|[ai]+tunz|aytun[sz]|gift|giftcards?|applepay|benefitpay|k?net|rasi?di|palpay|jawwalpay|onecash|m?floos|"
    r"momo|"
    r"skrill|payoneer|payeer|revolut|"
    r"cashapp|app|zelle|paysafe|mandat|perfectmoney|[7h]e?a?wala|ras[ei]+d|recharge|rosid|kart(?:in)?|t?fle[kx].{1,4}|"
    r"iban|"
    r"virement)"
)

_PATTERN: Final = searched(ROWS, before=rf"(?=\w){GLUED}")  # where a word ends no name is looked for
_BRAND: Final = re.compile(rf"{GLUED}(?:(?P<mastercard>ماستر(?:[كج](?!\w))?)|(?P<visa>فيزا)|(?P<mada>مدي))(?![^\W_])")
"""Brands of payment cards whose names mean other things too: a degree, a permit to travel, a reach."""
_BESIDE_BRAND: Final = re.compile(
    r"(?<![ء-ي])[وف]?(?:حول|تحول|احول|ادفع|تدفع|يدفع|الدفع|دفع|دز|ارسل|يسحب|اسحب|تسحب|سحب|كاش|نقد|رصيد|راتب|رواتب|"
    r"دولار|دينار|ريال|"
    r"مبلغ|كارت|بطاق[هت]|رمز|مدي)\w{0,4}|\d الف"
)
"""Words of paying, one of which a message must hold for such a name to be a way of paying."""
_OTHERWISE: Final = re.compile(
    r"\b[وف]?(?:ب|ل)?(?:ال)?(?:اطروح|بحث|[اتين]?درس|دراس|طالب|طلاب|تخرج|بك?لوريوس|بكالوريوس|دكتورا|شهاد|مناقش|مفتاح|"
    r"يصلح|[اتين]قدم|تقديم|قدمت|"
    r"سفر|سفار|تركيا|شنغن|اقام|جواز|تاشير|فرانسا|فرنسا|امريكا|اوربا|كيلو|سيار|طيار|حيا[هت]|بعيد|طويل)\w{0,4}"
)
_NEAR: Final = 30
"""Words of study, travel and reach within so many letters of such a name speak of these."""
_PAID_BY: Final = re.compile(r"(?:فيزا|ماستر|كاش|كي ?كارد|بطاق[هت]|عبر|طريق|stc ?pay)\b")


def find(text: Folded) -> Iterator[Entity]:
    """Every channel named in the text."""
    taken = []
    for match in _PATTERN.finditer(text.letters):
        name = match.lastgroup or ""
        if name != "mastercard" or not _is_otherwise(text.letters, *match.span(name)):
            span = text.span(*match.span(name))
            taken.append((span.start, span.end))
            yield Entity(KIND, span, name, f"{KIND}.{name}")
    if not _BESIDE_BRAND.search(text.letters):
        return
    for match in _BRAND.finditer(text.letters):
        name = match.lastgroup or ""
        span = text.span(*match.span(name))
        if (name == "mada" and not _PAID_BY.search(text.letters)) or _is_otherwise(text.letters, *match.span(name)):
            continue
        if all(span.end <= start or span.start >= end for start, end in taken):
            yield Entity(KIND, span, name, f"{KIND}.{name}")


def _is_otherwise(letters: str, start: int, end: int) -> bool:
    """Whether words close by say that no payment card is meant: `سنتين بالماستر واطروحتي`."""
    return _OTHERWISE.search(letters, max(0, start - _NEAR), end + _NEAR) is not None
