"""The patterns of sums, each with what it finds and what it leaves alone."""

import re
from typing import Final

from classifier.evidence.entities.money_words import HUNDREDS, LATIN_WORDS, PAY, TENS
from classifier.evidence.entities.numbers import DIGITS, SPOKEN
from classifier.evidence.entities.rows import Row
from classifier.evidence.entities.units import SCALES, UNITS

_UNIT: Final = "(?P<unit>" + "|".join(unit.words for unit in UNITS) + r")(?![^\W\d_])"
_SCALE: Final = "(?P<scale>" + "|".join(words for words, _ in SCALES) + r")(?![^\W\d_])"
_NUMBER: Final = rf"(?P<number>{DIGITS}|{SPOKEN})"
_HALVED: Final = r"(?P<number>نصف?|ربع|no?u?ss?|rub3)"
_AND_HALF: Final = r"(?P<half>\s?و\s?(?:نصف?|ربع)\b| (?:w|u) ?n[ou]s+\b| w ?rub3\b)"
_OF: Final = r"(?: (?:د|ديال|متاع) ?(?:ال)?)?"
_REST: Final = r"(?P<rest>\s?و\s?(?:ميتين|ميه|(?:خمس|ا?ربع|ست|سبع|[ثت]م[ان]*|تسع|[ثت]لا?[ثت]) ?مي[هت])(?: و ?خمسين)?)"
_GLUE: Final = r"\b(?:وب|هال|بال|لل|ال|[وبلهعfb])?(?<![\d.,:/+])"
TRIGGER: Final = re.compile(
    r"\w{2,6}تلاف|\D{0,3}\d{2,}\D{0,8}|[\d.,]*[$€][\d.,]*|\d+[mkد]|"
    r"(?:[وف]?(?:بال|عال|هال|لل|ال|ب|ل|ع|ه|و)?)(?:ا?سيا|كورك|\d*(?:الف(?:ين|ا)?|الاف|مليون(?:ين)?|ملايين|"
    r"ملاين|مليار)|تالاف|تلاف|خمستلاف|ور[قك](?:ه|ات|تين)|اورا[قك]|شد(?:ه|ات|تين)|دفتر(?:ين)?|دفاتر|"
    r"دولار.{0,3}|دينار.{0,3}|دنانير|ريال.{0,3}|درهم.{0,2}|دراهم|جنيه.{0,3}|لير(?:ه|ات|تين)|"
    r"شيك[لي]ل?|شواكل|يورو|سعودي|ربعم.*|كارت(?:ات|ين)?|كرت|كروت|رصيد|شحن|[خاسثت]\w{1,5}مي[هت]|"
    rf"[خاسثت]\w{{1,5}}ماي[هت]|مي[هت]|ميتين|فلس|{TENS})|"
    r"[wlb]?\d*(?:[2t]?a?al[ae]?a?[fp]|alfe?in|asia|zain|korek|m[aei]?l[yl]\w+|malay\w+|dollars?|dolar|doolar|waraqa|"
    r"warqa|"
    r"awraq|wrqa|wara?[289]a|wr[289]a|dinars?|riyals?|reyals?|euros?|usdt?|uc|kart(?:in)?|dhs?|dirhams?|lira|fresh|"
    r"coins?|"
    r"mlyou?n|shekel|dt|da|g[ei]?n[ei]{1,2}h|qar|omr|jd|sr|m[ie]y+[aeh]{1,2}|m[iey]{1,2}t[aei]{1,2}n|"
    r"\w{3,7}m[iey]{1,3}[ae]h?|"
    r"(?:kh|5)a?ms[ei]{1,2}n)"
)

CARDS: Final = frozenset({"recharge", "recharge_figure", "operator"})
"""The rows of recharge cards, whose figures below a thousand are thousands of dinars."""
ROUND: Final = frozenset({"round", "wanted"})
"""The rows of a round number with nothing counted behind it."""
HAGGLED: Final = "haggled"
"""The row of a number that takes scale and unit from the sum before it."""

ROWS: Final = (
    Row(
        "sign_first",
        rf"(?P<sum>(?P<unit>\$|€|(?:usdt?|uc)(?! ?\d\)))\s?(?P<number>{DIGITS})(?:\s?{_SCALE})?)(?![^\W\d_])",
        fires=("$300 اليوم", "€50 لو"),
        silent=("الساعة ٣",),
    ),
    Row(
        "range",
        rf"{_GLUE}(?P<sum>(?P<number>{DIGITS}))(?=\s?(?:-|و|ل|الي|او|لو)\s?(?:{DIGITS})\s?(?:{_SCALE}(?:\s?{_UNIT})?|"
        rf"(?P<only>{_UNIT.replace('unit', 'money')})))",
        fires=("بين ٢٠٠ و٣٠٠ الف", "٥٠-١٠٠ دولار", "من ٥٠ الى ١٠٠ الف دينار"),
        silent=("الساعة ٢-٣", "٢٠٠ و٣٠٠ متابع"),
    ),
    Row(
        "recharge",
        r"(?:كارت(?:ات|ين)?|كر?وت|كرت|رصيد|شحن|kart(?:in)?)(?: (?:شحن|رصيد|زين|اسيا|كورك|zain|asia))? "
        rf"(?P<sum>(?:ابو|ام|فيه|abu|um)\s?(?:ال|el )?\s?(?P<number>(?:{DIGITS}|"
        rf"{SPOKEN})(?: وال{SPOKEN})?)(?:\s?{_SCALE})?)"
        r"(?![^\W\d_])",
        fires=(
            "كارت ابو العشرة",
            "دزيلي كارت زين ابو الخمسة",
            "كارت ابو ٢٥",
            "كارت ابو الخمسة والعشرين",
            "كارت ام ٢٥ ألف",
        ),
        silent=("كارت ابو علي",),
    ),
    Row(
        "recharge_figure",
        r"(?:كارت|كرت|kart)(?: (?:شحن|رصيد|زين|اسيا|كورك|zain|asia))? "
        rf"(?P<sum>(?P<number>\d{{1,2}}|عشره|خمسطعش|{TENS}|خمسه وعشرين))(?=\W*$|\s?[,.!؟]| (?:كل|لو|والا|اليوم|باجر|"
        rf"هسه|و))",
        fires=("اليوم كارت عشرين، والثلاثاء كارت عشرين", "كارت زين ١٠ كل جمعة"),
        silent=("كارت واحد كل جمعة", "كارت ٢٠٢٤"),
    ),
    Row(
        "operator",
        rf"{_GLUE}(?P<sum>{_NUMBER}(?:\s?{_SCALE})?)"
        r"(?= ?(?:كارت |كرت |رصيد |kart |rasid )?(?:ا?سيا|زين|كورك|asia|zain|korek)(?! ?(?:كاش|cash|حواله|hawala))\b)",
        fires=("خمسين كارت اسيا", "25 alef asia", "٢٥ آسيا وننسى"),
        silent=("150 زين كاش", "رقم زين", "٣ زينات"),
    ),
    Row(
        "half_scale",
        rf"{_GLUE}(?P<sum>{_HALVED} {_SCALE}(?:\s?{_UNIT})?)",
        fires=("نص مليون", "ربع مليون دينار", "بنص مليون"),
        silent=("نص ساعة", "ربع ساعة"),
    ),
    Row(
        "number_scale_unit",
        rf"{_GLUE}(?P<sum>{_NUMBER}{_OF}\s?{_SCALE}(?:{_AND_HALF}|{_REST})?\s?{_UNIT})",
        fires=("٢٥٠ الف دينار", "خمسين ألف دولار", "بـ٣ ملايين دينار", "200 alf dinar"),
        silent=("٩٠ الف متابع", "ألف مبروك"),
    ),
    Row(
        "scale_unit",
        rf"{_GLUE}(?P<sum>{_SCALE}(?:{_AND_HALF}|{_REST})?\s?{_UNIT})",
        fires=("بألف دولار", "مليون دينار", "ألفين جنيه", "يطلب ألفي دولار", "مليون ونص دينار"),
        silent=("ألف مبروك", "مليون مرة"),
    ),
    Row(
        "number_unit",
        rf"{_GLUE}(?P<sum>{_NUMBER}{_OF}(?:{_AND_HALF}|{_REST})?\s?{_UNIT}(?:\s?و\s?نصف?\b)?)",
        fires=("٤٠٠ دولار وترجع", "300$ اليوم", "خمس ورقات توصل", "٢ دفتر", "ثلاث مية جنيه", "660 UC"),
        silent=("عمري ١٩ سنة", "١٢ صورة", "ورقة بيضا"),
    ),
    Row(
        "number_scale",
        rf"{_GLUE}(?P<sum>{_NUMBER}{_OF}\s?{_SCALE}(?:{_AND_HALF}|{_REST})?)",
        fires=("حولي ٢٥٠ ألف", "مية وخمسين ألف", "٣ ملايين لباجر", "٢ مليون ونص", "200 alf asi", "مية الف"),
        silent=("٩٠ الف متابع", "خمسين ألف مشاهدة", "١٠ الاف مرة", "عندي متابعين ستين ألف"),
    ),
    Row(
        "scale_half",
        rf"{_GLUE}(?P<sum>{_SCALE}{_AND_HALF})",
        fires=("مليون ونص لو ننشر", "بألف ونص"),
        silent=("ساعة ونص",),
    ),
    Row(
        "scale_alone",
        r"\b(?:بال|ال|وب|[فوبل]|b ?|w )?"
        rf"(?P<sum>(?P<scale>مليون(?:ين)?|(?<!سنه )(?<!عام )الفين|مليارين?|m[ai]?lyo+u?n|alfein){_REST}?|"
        rf"(?P<scale_and>الف){_REST.replace('rest', 'rest_and')})"
        r"(?![^\W\d_])",
        fires=("يطلبون مليون، وما", "مليونين باچر", "ألفين كاش", "ألفين وخمسمية", "نقولو ألف وسبعمية", "b malyon"),
        silent=("مليون مرة گلتلك", "مليون شخص", "سنة ألفين وعشرة"),
    ),
    Row(
        "thousand_alone",
        rf"\b(?:ب|بي |بال|ولو |b |be |[وف]?[اتين]?رجع\w{{0,3}} |{PAY} )(?P<sum>(?P<scale>الف|alf|alef))(?![^\W\d_])",
        fires=("الساعة بألف، والباسورد", "ادفع ألف", "ينطيني ألف لو أوزع", "b alf w amsa7"),
        silent=("ألف مبروك", "الف مرة", "ألف شكر", "دز ألف تحية", "b alf view"),
    ),
    Row(
        "note_alone",
        r"\b(?:بال|ال|ب|ل)?(?P<sum>(?P<unit>ور[قك]تين|دفترين|شدتين|دولارين)(?P<half>\s?و\s?نصف?\b)?)(?![^\W\d_])",
        fires=("ورقتين ونص، أخذت", "بدفترين", "شدتين لو أنشر"),
        silent=("وقعي الورقة", "الدفتر مال الواجب"),
    ),
    Row(
        "opening",
        r"^\W*(?P<sum>(?P<number>\d{2,6}|\d{1,3}(?:,\d{3})+|ميتين|(?:خمس|ا?ربع|ست|سبع|[ثت]م[ان]*|"
        r"تسع|[ثت]لا?[ثت]) ?مي[هت]))"
        r"(?=, و| (?:و[اينت]?(?:نتهي|امسح|مسح|نمسح|نسي|موت|رجع|خلص|حذف|نحذف|سكت|ختفي|بطل)\w*|والا|"
        r"و الا|لو (?:ا|ن|ت|ي)\w+|دفعت|حولت|هالمره|و نزيد|اخر كلام|وبس\b|وماكو|بدون نقاش|والباقي|هسه|هسع|الحين\b))",
        fires=("٤٠ هسه، والباقي باجر", "٥٠٠ هالمرة", "٧٥٠ وينتهي الموضوع", "٣٠٠ والا ابوك بيشوف"),
        silent=("٢٠ طالب وماكو", "٤٠ صورة هسه"),
    ),
    Row(
        "note_paid",
        r"\b(?:[يتن]?دفع\w{0,2}|[يتن]?حول\w{0,3}) (?P<sum>(?P<unit>دفتر|ور[قك]ه|شده))(?= (?:لل|لو|"
        r"والا|و|هسه|كل|ب)|\W*$)",
        fires=("تدفع دفتر للعشيرة",),
        silent=("دز ورقة الكفالة",),
    ),
    Row(
        "in_cash",
        rf"{_GLUE}(?P<sum>(?P<number>\d{{2,6}}|\d{{1,3}}(?:,\d{{3}})+|{HUNDREDS}|{TENS}))"
        r"(?=(?<=ين) كل (?:راس )?(?:راتب|شهر)| (?:(?:علي|عل|ع|عبر|ب|في|ف|3al|3la|b|bel|fi) ?)?(?:ال|el )?(?:كاش|"
        r"نقدا?ي?\b|زين ?كاش|زينكاش|ا?اسيا ?حواله|فاست ?ب|ماستر|"
        r"فودافون|zain ?cash|vodafone|cash|بنكك|حواله|عربون|شهريا?\b|شهريه|دفعه|كريمي|انستا ?باي|كي ?كارد|شام كاش|ويش|"
        r"بايبال|باي ?بال|"
        r"western|omt|whish|bankak|rasi?d|رصيد))",
        fires=(
            "٤٠٠ نقدي وبلا وصل",
            "١٥٠ زين كاش",
            "400 zain cash",
            "كل أول شهر ٥٠٠ على فودافون كاش",
            "٣٠٠ شهري",
            "نقبل بالقسط، خمسين كل راتب",
        ),
        silent=("٤٠٠ متابع", "١٢ كارت"),
    ),
    Row(
        "price",
        rf"\b(?:و?ب|b[ei]?)\s?(?P<sum>(?P<number>\d{{2,6}}|\d{{1,3}}(?:,\d{{3}})+|{HUNDREDS}|{TENS}|"
        rf"{LATIN_WORDS}))(?!\w)(?!\s?[:/.]\d)",
        fires=("الواحده ب ٥٠٠", "بخمسمية الك", "بـ٢٨٠، لا توقّع", "دي بتلاتين كاملة", "nusi el soorah b khamsin"),
        silent=("بعد ٥ ايام", "ب ١٢:٣٠", "سنة ب ٢٠١٤", "بعشرين يوم"),
    ),
    Row(
        "paid",
        rf"\b{PAY}(?: (?:عليك|عليج|لي|لج|لك|الي|علي|بس|هسه|يا|ب|ل|مو|اقل|من|عندنا|الحمايه عندنا))?[: ]{{1,2}}(?:ال)?"
        rf"(?P<sum>(?P<number>\d{{2,6}}|\d{{1,3}}(?:,\d{{3}})+|{HUNDREDS}|(?<!ال){TENS}))(?!\w)(?!\s?[:/.]\d)",
        fires=(
            "حول ١٥٠ هسه",
            "صارت ٥٠٠ مو ٣٠٠",
            "ادفع ١٠٠ كل شهر",
            "تدفعين خمسين لو باچر",
            "كل شهر ٢٠٠ هههه",
            "والرسوم ١٨٠ ترجع",
            "خلوها ٤٠٠ المدرسه غالية",
            "امشيها ٧٥ وهذا خاطرج",
            "اذا ما تعطيني ٢٥٠ اگلهم",
            "حق الحمايه 25 لو كلشي خربان",
            "هبعت ١٠٠ دلوقتي",
        ),
        silent=("باقي ٢٠ دقيقة", "دز ١٢ صورة", "وصلت ٢٠ رسالة"),
    ),
    Row(
        "wanted",
        r"\b(?:[يتن]?ا?ريد\w{0,2}|[ايت]بي|[ايت]بغي\w?|بد(?:ي|ك|نا|ه|ها)|عا[يو]ز(?:ه|ين)?|بغي\w{0,2}|3[ae]*[iy]z[ae]?|"
        r"3awz[ae]?|[yt]?abi|yabgha|"
        r"bdi|bidd?[io]|bad+[ioh]\w{0,2}|bghi?t?|[yan]r[ei]+d|n?3tik|a?3tini|ji+b|je+b|خ[ذد](?:ي|وا)?|[يت]اخ[ذد]|"
        r"اخ[ذد]ت?|b?ya[5k]h?[ou]d|dfa3\w?|5adt|zad) "
        rf"(?P<sum>(?P<number>\d{{3,6}}|{HUNDREDS}|{LATIN_WORDS}))(?!\w)(?!\s?[:/.,]\d)",
        fires=("عايز ١٠٠٠ وامسح", "3ayz 1000 wa5od el flash", "yabi 3600 wla", "badhom 500 wla bifda7u"),
        silent=("عايز ٢٠٠ متابع", "اريد ٣١٢", "n3tik 1000 vbucks"),
    ),
    Row(
        "round",
        r"\b(?<!غرفه )(?<!رقم )(?<!شارع )(?<!محله )(?<!باص )(?<!خط )(?<!قاعه )(?<!عام )(?<!شقه )(?:ال|ب|ل|b|"
        r"l)?(?<![\d.,:/+])"
        rf"(?P<sum>(?P<number>\d{{3,6}}|\d{{1,3}}(?:,\d{{3}})+|(?!مي[هت]\b){HUNDREDS}))"
        rf"(?=\W*$|\s?[,.؟!?:]\s| (?:لو|والا|و(?!ا?حد|عشر|{TENS})\w{{2,}}|بس|هسه|هسع|اليوم|الليله|باجر|بكره|هالمره|"
        rf"قبل|خلال|"
        r"علي|عند\w{0,2}|رسوم|rosoom|rusum|f|fi|في|من راتب\w*|لل\w+|ل(?:اول|اخر|راس|نهايه)|كل|بالشهر|شهري|w|aw|lo|wla|"
        r"wala|we?lla|lyo?u?m|bacher|"
        r"bachir|bokra|dlw2ty|del\w+ty|lel|lal|k[ou]l+|bs|bas)\b)",
        fires=(
            "الواضحه عليها ٢٠٠",
            "لعد ٢٥٠ هسة",
            "lbarha 400 lyom 600",
            "سبعمية كل شهر",
            "خمسمية ونصير أصدقاء",
            "٣٠٠ قبل المغرب",
            "3000 ؟ ما عنديش",
            "٨٠٠ واطيج الجواز",
        ),
        silent=("٣١٢ صورة", "سنة ٢٠١٤", "محلة ٦٠٩", "٤٠٠ متابع", "غرفة ٣٠٠ وتعالي"),
    ),
    Row(
        HAGGLED,
        r"\b(?:مو|مش|بدل|بدال|بس|وصارت|صارت|خليها|نخليها) (?:ال)?(?P<sum>(?P<number>\d{1,6}))(?!\w)(?!\s?[:/.,]\d)",
        fires=("السعر صار ٤٠٠ الف مو ٤٠", "بدل ٧ ملايين بس ٥"),
        silent=("العمر مو ٤٠", "الدوام مو ٧"),
    ),
)
"""More telling patterns stand first; what one has taken is closed to those after it."""
