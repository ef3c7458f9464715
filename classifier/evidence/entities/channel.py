"""Ways of paying that a message names: mobile wallets, cards, transfer offices, game credit."""

import re
from collections.abc import Iterator
from typing import Final

from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import GLUED, Row, named, searched
from classifier.records import Entity

KIND: Final = "channel"

ROWS: Final = (
    Row(
        "zaincash",
        r"زين ?كا?ش|zain ?cash|zein ?cash|zen ?cash",
        ("حولها زين كاش", "عالزينكاش", "bzaincash"),
        ("زين الحمد لله",),
    ),
    Row(
        "asiahawala",
        r"ا?[اي]?سيا ?(?:سيل )?حوا?له|asia ?hawala|اسياحواله",
        ("بآسيا حوالة", "اسيا حوالة علي رقمي"),
        ("سافر الي اسيا",),
    ),
    Row("fastpay", r"فاست ?ب[اي]ي?|fast ?pay", ("فاست باي", "FastPay"), ("ريد فاست",)),
    Row("nasspay", r"ناس ?باي|nass ?pay", ("ناس باي",), ("ناس طيبين",)),
    Row("fib", r"fib\b|اف ?اي ?بي|البنك العراقي الاول|المصرف العراقي الاول", ("FIB حولها",), ("في بيتنا",)),
    Row("switch", r"سويتش كارد|switch card", ("سويتش كارد",), ("سويتش اللعبة",)),
    Row("qicard", r"كي ?كارد|qi ?card|الكي كارد|كيكارد", ("عالكي كارد", "Qi Card"), ("كارد عيد",)),
    Row(
        "mastercard",
        r"ماستر ?كار[دت]|master ?card|(?<=دزها )ماستر|(?<=حسابك بال)ماستر|(?<=حساب )ماستر|(?<=رقم ال)ماستر|"
        r"(?<=بال)ماستر|(?<=لل)ماستر|(?<=عال)ماستر|(?<=حسابج بال)ماستر|(?<=حولها )ماستر|(?<=معلومات ال)ماستر|"
        r"(?<=بطاقات ال)ماستر|(?<=بطاقه ال)ماستر|(?<=رمز ال)ماستر|ماستر[كج](?!\w)|"
        r"ماستر(?= (?:مال|الراتب|كي|رافدين|رشيد)|$)",
        ("ماستر كارد الرافدين", "MasterCard", "دزها عالماستر", "معلومات الماستر"),
        ("ماستر بالكلية",),
    ),
    Row("visa", r"فيزا ?كار[دت]|visa ?card", ("فيزا كارد",), ("فيزا تركيا",)),
    Row(
        "western_union",
        r"ويسترن ?(?:يونيون)?|وسترن ?(?:يونيون)?|western(?: ?union)?",
        ("ويسترن يونيون",),
        ("فلم غربي",),
    ),
    Row("moneygram", r"موني ?[غكج]رام|money ?gram", ("موني غرام",), ("غرام ذهب",)),
    Row(
        "vodafone_cash",
        r"[فv]ودافون ?كاش|vodafone ?cash|voda ?cash|فودا كاش",
        ("فودافون كاش علي الرقم",),
        ("شبكة فودافون",),
    ),
    Row("instapay", r"ا?نستا ?باي|insta ?pay", ("انستا باي", "حولتلك ٨٠٠ انستاباي"), ("حسابي انستا",)),
    Row(
        "etisalat_cash",
        r"اتصالات كاش|اورن[جش] كاش|orange (?:cash|money)|اورنج موني",
        ("اتصالات كاش", "اورنج كاش"),
        ("شركة اتصالات",),
    ),
    Row(
        "syriatel_cash",
        r"سيريا?تي?ل كاش|syriatel cash|ام ?تي ?ان كاش|mtn (?:cash|momo)",
        ("حسابك بالسيريتل كاش", "Syriatel Cash"),
        ("شركة سيريتل", "رصيد"),
    ),
    Row(
        "jawwal_pay",
        r"جوال باي|jawwal ?pay|بال باي|pal ?pay|ون كاش|one ?cash|ام فلوس|m ?floos",
        ("محفظة جوال باي", "ون كاش"),
        ("جوالي باي باي",),
    ),
    Row(
        "apple_pay",
        r"apple ?pay|[اآ]بل ?باي|benefit ?pay|بنفت(?: باي)?|k ?net",
        ("Apple Pay", "بنفت"),
        ("apple watch",),
    ),
    Row(
        "transfer_app",
        r"skrill|payoneer|بايونير|perfect ?money|payeer|revolut|cash ?app|zelle|paysafe|mandat(?: minute)?",
        ("Perfect Money", "mandat minute"),
        ("كاش بس",),
    ),
    Row("fawry", r"فوري(?= (?:علي|كود|رقم))|fawry", ("fawry كود",), ("تعال فوري",)),
    Row("stc_pay", r"stc ?pay|اس ?تي ?سي ?(?:باي|pay)", ("STC Pay", "اس تي سي باي"), ("شركة stc",)),
    Row("urpay", r"urpay|يور ?باي|barq|برق باي", ("urpay",), ("برق ورعد",)),
    Row("bankak", r"بنكك|bank?ak", ("رسلت ليك القروش في بنكك",), ("بنك الدم",)),
    Row(
        "kuraimi",
        r"(?:ال)?كريمي(?= |$)|kuraimi|النجم(?= للتحويل| ولا| والاسم|,)",
        ("حول عبر الكريمي", "عبر الكريمي باسم"),
        ("كريم القلب",),
    ),
    Row("cliq", r"كلي?ك(?= علي|$)|cliq", ("CliQ",), ("الكليك مال الماوس",)),
    Row("whish", r"whish(?: money)?|ويش ?موني", ("whish money",), ("ويش تقول",)),
    Row("omt", r"omt\b", ("OMT",), ("ام تعبانة",)),
    Row("cashplus", r"كاش ?بلوس|cash ?plus|وفا ?كاش|wafa ?cash", ("كاش پلوس", "wafacash"), ("كاش بس",)),
    Row("baridimob", r"بريد كاش|باريدي ?موب|بريدي ?موب|baridi ?mob|ccp\b", ("baridimob",), ("بريد الجزائر",)),
    Row("d17", r"d ?17\b", ("حول علي D17",), ("يوم ١٧",)),
    Row("sadad", r"موبي ?كاش|mobi ?cash", ("موبي كاش",), ("سداد الفاتورة",)),
    Row("paypal", r"بي ?بال|باي ?بال|pay ?pal", ("PayPal", "باي بال"), ("بالي وياك",)),
    Row("sham_cash", r"شام كاش|sham ?cash", ("حساب شام كاش",), ("اهل الشام",)),
    Row("e_wallet", r"محفظه (?:ال)?الكترونيه", ("عبر المحفظة الإلكترونية",), ("محفظة جلد",)),
    Row("usdt", r"usdt|تيثر|يو ?اس ?دي ?تي|trc ?20|tether", ("٣٠٠ USDT", "محفظة TRC20"), ("دولار",)),
    Row(
        "bitcoin", r"بي?ت ?كوين|bit ?coin|btc\b|كريبتو|crypto", ("بالبيتكوين", "BTC", "وحدات بتكوين"), ("كوين اللعبة",)
    ),
    Row("binance", r"با?ينا?نس|binance", ("باينانس", "Binance"), ("باين نسيت",)),
    Row(
        "game_credit",
        r"شدات(?: بب?جي)?|شده(?= بب?جي)|(?<=\d\d )شدد?ه?|uc\b|(?:رصيد|شحن) بب?جي|جواهر(?: فري "
        r"?فاير)?|jawahr?a|free ?fire(?= \d)|كا?رت(?:ات|ين)? (?:كوكل|جوجل|غوغل|ايتونز|ستيم|بلي)|بطاق(?:ه|ات) "
        r"(?:كوكل|جوجل|غوغل|ايتونز|ستيم|steam|google play|هدايا|امازون|بلايستيشن)|steam card|gift ?cards?|"
        r"[جغك]يفت كا?رد|"
        r"(?:b[iea]?[6t]a[q2]+[ae]t? |kart )?(?:itunes|[ai]+tunz|aytun[sz])|ايتونز",
        ("شدات ببجي ٦٦٠", "كارت ايتونز", "660 UC", "بطاقة ستيم", "كارتين ايتونز", "b6aqat aytunz", "gift card"),
        ("شدة ورد", "العب ببجي"),
    ),
    Row(
        "recharge_card",
        r"كارت(?:ات|ين)? (?:شحن|رصيد|زين|اسيا+(?: ?سيل)?|كورك|موبايل|فكه|سوا|اوريدو|جوال)|كرو?ت (?:شحن|رصيد|زين|اسيا|"
        r"كورك|تاتش|"
        r"الفا|يمن|سبافون|سوا|سيريتل|جوال)|"
        r"بطاق(?:ه|"
        r"ات) (?:شحن|رصيد)|كارت(?:ات|ين)?(?= (?:ابو|ام))|كارتات|kart(?= (?:b|kl|kol|kul)\b)|"
        r"كارت(?= (?:كل|واحد|باجر|اليوم|ثاني|لو|وت\w+|و(?:ا|ن|ي)?مسح)|\W*$)|(?<=نفس ال)كارت(?!\w)|"
        r"كارت نت|(?<!ماعندي )(?<!ما عندي )رصيد(?= (?:زين|اسيا|كورك|ب|اسياسيل|\d))|rasi?d|"
        r"(?<!ماعندي )(?<!ما عندي )رصيد\b|ريشارج|recharge|rosid|kart(?:in|at)?(?: (?:zain|asia))?(?= "
        r"(?:zain|asia|abu|rasid))|flexy|فليكسي",
        ("دزيلي كارت زين", "٤ كرووت تاتش", "كارت ابو العشرة", "رصيد ب ٢٥ الف", "ريشارج ٢٠٠ دابا"),
        ("كارت الدعوة", "كارت العرس", "كرت العيلة"),
    ),
    Row(
        "hawala",
        r"حوال(?:ه|ات|ت[كج])|hawala|[7h]e?a?wala|(?<!ابو ال)صيرفه|صرافه|"
        r"(?<!كارت ال)(?<!كرت ال)(?<!كاميرا ال)(?:(?<=ال)|(?<=لل))صراف(?! الي)",
        ("حوالة باسم", "500 سعودي حواله عند الصراف"),
        ("حول البيت", "كرت الصراف انبلع", "البيوت حواليك"),
    ),
    Row(
        "bank_account",
        r"ايبان|\biban|حساب(?:ك|ي|ج)? (?:ال)?بنكي|تحويل بنكي|virement",
        ("رقم الايبان", "تحويل بنكي"),
        ("بنك الدم",),
    ),
)
"""Channels by name: the commonest in Iraq first, then those of its neighbours."""

TRIGGER: Final = re.compile(
    r"(?:و|ف)?(?:بال|عال|هال|لل|ال|ب|ل|ع)?(?:زين ?كا?ش|زينكاش|كا?ش|ا?[اي]?سياحواله|حواله|"
    r"حوالات|حوالت[كج]|فاستب[اي]ي?|فاست|باي|كيكارد|كار[دت]|كارت(?:ات|ين)|ماستر.{0,4}|ويسترن|وسترن|"
    r"موني.{0,4}|فوداكاش|انستاباي|"
    r"فوري|بنكك|كريمي|النجم|نجم|الكترونيه|شدد?ه?|كليك|كلك|بايبال|سيريا?تي?ل|فلوس|[اآ]بل|بنفت|بايونير|بتكوين|هدايا|"
    r"امازون|بلايستيشن|جوجل|غوغل|[جغك]يفت|تاتش|الفا|يمن|سبافون|سوا|ويشموني|بلوس|وفاكاش|باريدي.{0,3}|"
    r"بريدي|موب|بال|بيبال|تيثر|تي|بيتكوين|كوين|كريبتو|باينا?نس|بينانس|شدات|بب?جي|رصيد|شحن|"
    r"جواهر|كروت|كرت|كوكل|ايتونز|ستيم|ريشارج|(?<!ابو ال)صيرفه|صرافه?|"
    r"ايبان|بنكي|العراقي|عراقي|بي|برق|فليكسي|يوسي)|[wb3l]?(?:al)?(?:cash|zaincash|zeincash|"
    r"asiahawala|hawala|7awala|fastpay|pay|nasspay|fib|card|qicard|master.*|visacard|"
    r"western.*|money.*|vodafonecash|instapay|fawry|stcpay|urpay|barq|"
    r"bank?ak|kuraimi|cliq|whish|omt|cashplus|wafacash|baridi.*|ccp|d17|17|mobicash|paypal|"
    r"usdt|trc20|trc|tether|bitcoin|coin|btc|crypto|binance|uc|jawahr?a|fire|freefire|steam|"
    r"itunes|[ai]+tunz|aytun[sz]|gift|giftcards?|applepay|benefitpay|k?net|palpay|jawwalpay|onecash|m?floos|momo|"
    r"skrill|payoneer|payeer|revolut|"
    r"cashapp|app|zelle|paysafe|mandat|perfectmoney|[7h]e?a?wala|ras[ei]+d|recharge|rosid|kart(?:in)?|flexy|iban|"
    r"virement)"
)

_PATTERN: Final = searched(ROWS, before=GLUED)


def find(text: Folded) -> Iterator[Entity]:
    """Every channel named in the text."""
    return named(KIND, _PATTERN, text)
