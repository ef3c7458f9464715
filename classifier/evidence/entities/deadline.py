"""Deadlines: lengths of time and moments that are used as a limit, resolved against the message's time."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from classifier.evidence.entities.deadline_words import (
    ACT,
    DAY_TRIGGER,
    ELSE,
    GIVEN,
    HARM,
    PAY,
    PRESSING,
    SINGLE,
    TRIGGER,
)
from classifier.evidence.entities.due import due_after, due_at
from classifier.evidence.entities.fold import Folded
from classifier.evidence.entities.rows import Row
from classifier.evidence.entities.times import DATE, END_OF, FIXED, HOUR, HOUR_WORD, LENGTH, MOMENT, TODAY
from classifier.records import Entity

KIND: Final = "deadline"
__all__ = ["DAY_TRIGGER", "KIND", "PRESSING", "ROWS", "TRIGGER", "find"]

_OF_DAY: Final = r"(?: (?:ليلا|مساءا?|مسا|المسا|صباحا|ظهرا|عصرا|فجرا|بالليل|الصبح|الظهر|العصر|المغرب))?"

ROWS: Final = (
    Row(
        "before",
        r"\b[وف]?(?<!من )(?P<limit>(?:(?:اليوم|الليله|باجر|بكر[هاي]) )?(?:قبل|كبل|قبيل|gabl|qabl|2abl|9b[ae]?l|abl|"
        r"gbl|qbl|"
        r"[h7]ta l ?|before|"
        rf"avant|gabl|l[ae]?[h7]add?) (?:ما )?(?:{MOMENT}|{HOUR}{_OF_DAY}))(?! ب(?:يوم|شهر|ساع|اسبوع|سن))",
        fires=(
            "حول قبل المغرب",
            "قبل باچر الساعة ٩",
            "قبل صلاة الجمعة",
            "قبل الخميس لو ننشر",
            "توصلني گبل الأذان",
            "قبل الـ 10",
            "واذا حولتي قبل الساعة ٩ احذفها",
            "اريده بالبيت قبل الساعة ٩",
            "pay before friday",
            "خليها بالجنطة وقبل الفجر عند الجسر",
            "l7ad bokra",
            "ادفع قبل ١٥ ايلول",
        ),
        silent=(
            "قبل سنة شفتك",
            "قبل يومين وصلت",
            "قبل الامتحان بيومين",
            "من قبل رمضان",
            "ترى احچي لرجلج شسويتي قبل العرس",
            "قبل أربعة أشهر اخترقت جهازك",
            "كملت الشغل قبل الظهر الحمد لله",
        ),
    ),
    Row(
        "before_event",
        r"\b(?P<limit>(?:قبل|كبل) (?:(?:انتهاء|نهايه|اغلاق|اكتمال|طلوع|طلعه|شروق|غياب) ال[^\W\d_]+|"
        r"(?:(?:[^\W\d_]+ )?ال[^\W\d_]+|(?:عرس|زواج|خطوبت|خطبت|سفر|امتحان)(?:ك|ج|كم|ها?))"
        r"(?=[ ,]{1,3}(?:(?:والا|و الا|لو|او)\b|ولا [انهبح]\w{2}))))",
        fires=(
            "بادروا قبل اكتمال العدد",
            "ترجع الكتب قبل الجرد وإلا غرامة",
            "سلّم قبل گعدة الشيوخ، لو ننشر",
            "قبل عرسج لو ماكو عرس",
            "٤٠٠ قبل الدوام ولا اكلم مديرك",
        ),
        silent=("شفتك قبل الجرد بالمخزن",),
    ),
    Row(
        "before_it",
        r"\b(?P<limit>(?:قبل|كبل) (?:لا|ما) (?:(?:[يت](?:صير|جي|حل|دخل|كون) )(?:ال)?(?:مغرب|ليل|ظهر|ضهر|عصر|صبح|فجر|"
        r"عشا|مسا)|"
        r"(?:[يت](?:سكر|سد|غلق|قفل|عزل) )ال[^\W\d_]+|(?:[يت](?:طلع|غيب|شرق) )(?:ال)?(?:شمس|صبح|ضوه?|نهار|فجر)|"
        r"(?:[يت](?:خلص|نتهي|كمل) )(?:ه?ال)?(?:يوم|نهار|دوام|شهر|اسبوع|سنه|وقت|مهله)))(?![^\W\d_])",
        fires=("حول قبل لا يصير المغرب", "قبل ما تطلع الشمس", "سدد قبل ما يخلص الشهر", "حول قبل ما يسكر المكتب"),
        silent=("قبل لا تنام", "قبل ما يطلع ابوك"),
    ),
    Row(
        "at_most",
        rf"\b(?:ت?تاخر\w{{0,3}} (?:عن|علي|بعد)|[يت]تجاوز|اقصا[هي]ا?|"
        rf"(?:اخر|اقصي) (?:موعد|مده|حد|وقت|اجل|يوم)(?: (?:ل|لل|ال)[^\W\d_]+){{0,2}}) "
        rf"(?:هو |يوم )?(?P<limit>(?!\d)(?:{MOMENT}|{HOUR}{_OF_DAY})|{DATE})(?![^\W\d_])",
        fires=("لا تتأخر عن الخمسة", "في موعد أقصاه الأحد", "اخر موعد للتقديم ١٥ ايلول", "آخر موعد لتسديد القسط ٢٥/٦"),
        silent=("تأخر عن الدوام", "اخر موعد حجزته"),
    ),
    Row(
        "english",
        rf"\b(?P<limit>(?:by|until|till) (?:{MOMENT}|noon|\d{{1,2}} ?[ap]m\b|(?:the )?end of (?:the )?(?:day|week|"
        rf"month)))",
        fires=("by midnight or everyone sees", "pay until tomorrow", "by 5 pm"),
        silent=("by the way", "by 5 people"),
    ),
    Row(
        "within",
        r"\b(?:خلال|بظرف|غضون) (?:هذا )?(?P<limit>ه?ال(?:يوم(?:ين)?|اسبوع|شهر|ساعه|ساعات|ايام)"
        r"(?: (?:الجاي[هة]?|القادم[هة]?))?)(?![^\W\d_])",
        fires=("اذا ما دفعت خلال الاسبوع", "خلال الساعات القادمة"),
        silent=("الاسبوع الجاي",),
    ),
    Row(
        "granted",
        rf"\b{SINGLE}(?<!صارلي )(?<!صارلك )(?<!راس )(?<!\d )(?P<limit>{LENGTH}) (?:بس |فقط )?"
        r"(?:[ان][نع]طي[كج]م?|عند[كج]|عندكم|مهله|مهلت[كج]|عطوه)(?![^\W\d_])",
        fires=("بس يوم واحد انطيك", "ساعتين مهلة"),
        silent=("صار يومين عندك", "صارلي ٣ اسابيع انطيك", "للراس شهر انطيك"),
    ),
    Row(
        "at_longest",
        rf"\b{SINGLE}(?P<limit>{LENGTH}) (?:بالك[تث]ير|بالاكثر|علي الاكثر|كحد اقصي|حد اقصي|ماكس|max)(?![^\W\d_])",
        fires=("ساعتين بالكتير والفلوس تكون عندي", "يومين على الأكثر"),
        silent=("ساعتين والأكثر",),
    ),
    Row(
        "not_wait",
        rf"\b(?:انتظر(?:ك|ج|كم)?|ننتظر(?:ك|ج|كم)?|ا?نستني[كج]?|استني[كج]?|[ان]صبر) (?:عليك |عليج |الك |"
        rf"لك )?(?:اك[ثت]ر من |بس |لمده )?"
        rf"(?P<limit>{LENGTH}|لل{HOUR}|ل{MOMENT})(?![^\W\d_])",
        fires=("ما راح انتظر اكثر من نص ساعة", "اصبر عليك يومين"),
        silent=("انتظرك بالكراج", "انتظرتك ساعتين"),
    ),
    Row(
        "comes",
        rf"\b(?:لو|اذا|من|بس|لما|لمن) (?:عدت|جت|اجت|صارت|تصير|طبت|فاتت|مرت|دكت|دقت) (?P<limit>{FIXED})(?![^\W\d_])",
        fires=("لو عدت الساعة ١٢ ومفيش فلوس", "من تصير الساعة ١٠"),
        silent=("عدت الساعة",),
    ),
    Row(
        "demand_at",
        rf"\b(?<!من )(?P<limit>{FIXED}|{END_OF}) (?:بالضبط |بالدقيقه )?(?:(?:[وف]?(?:ا?ريد|نريد|يريد|بدي|بدنا|ابي|"
        rf"ابغي|عايز|اشتي|نحب) )?"
        r"(?:كل )?ال(?:فلوس|مبلغ|مصاري|حواله|تحويل|جواب|رد|دفعه|كود|رمز|قسط)|"
        r"(?:ا?ريد|نريد|بدي|بدنا|ابي|ابغي|عايز|اشتي|نحب) (?:منك |منج )?(?:\d|مي[هت]|مليون|الف|خمس|عشر|ورق|دفتر)|"
        r"(?:ا?ريد|نريد|بدي|بدنا|ابي|ابغي)(?:ها|هم|هن|هو)\b|"
        r"(?:ال)?(?:اول|ثاني) (?:وجبه|دفعه|قسط))"
        r"(?![^.!\n؟?]{0,60}[؟?])",
        fires=(
            "الساعة ٧ اريد الحوالة عندي",
            "الخميس اريدها كاملة",
            "باچر اول دفعة",
            "بكرا الصبح بدي ٢٠٠",
            "الخميس الفلوس عندي",
        ),
        silent=("اليوم اريد اروح للسوق", "باچر الفلوس توصل؟", "باچر اريد اشوفها"),
    ),
    Row(
        "else_at",
        rf"\b(?:والا|و الا|w ?[ie]?lla|wella) (?P<limit>{FIXED}) (?:[انبهح]|راح |رح )[^\W\d_]{{2,}}",
        fires=("وإلا بكرا الصبح بوزع الصور", "والا باچر انشر كلشي"),
        silent=("ولا باچر نروح",),
    ),
    Row(
        "rest",
        rf"\b[وف]?(?:نصه[ام]|نصهن|نص المبلغ|والباقي|الباقي|باقي المبلغ|الدفعه (?:الاولي|الثانيه)|القسط (?:الاول|"
        rf"الثاني)) "
        rf"(?P<limit>{FIXED}|(?:راس|اخر|اول|نهايه|نص) (?:ال|هال)?(?:شهر|اسبوع))(?![^\W\d_])",
        fires=("نصها اليوم", "والباقي باچر", "والباقي راس الشهر"),
        silent=("باقي اليوم نايم",),
    ),
    Row(
        "until",
        rf"\b(?P<limit>(?:لحد|لغايه|الين|لين|لحتي|حتي|الي|لوقت|لعند) "
        rf"(?!اليوم(?! (?:ال|ساعه)))(?:{MOMENT}|{HOUR}{_OF_DAY}))",
        fires=(
            "عندك لحد باچر",
            "لغاية الساعة ٩ مساء",
            "لحد آخر الشهر",
            "حتى منتصف الليل",
            "فرصة أخيرة حتى الغد",
            "الى الليل",
            "التسجيل مفتوح لغاية نهاية الاسبوع",
        ),
        silent=("لحد هسه ما وصل", "مشكلة ما تعرفها لحد اليوم", "المحل مفتوح لحد الساعة ١٠"),
    ),
    Row(
        "to",
        r"\b[وف]?(?P<limit>(?:ل(?=ل|[ابق]|غ|صلا|ي?وم|س|نص|منتصف|نهايه|راس (?:ال|ها?ل)?(?:شهر|اسبوع)|"
        r"عيد (?:ال)?(?:فطر|اضح))|lel |la (?!7ad)|lal |"
        r"l (?!7ad))(?!ا?حد\b|l? ?a[7h]ad)"
        r"(?:(?<=ل)ل(?:(?:خميس|جمعه|سبت|احد|حد|اثنين|ا?تنين|ثلاثاء?|تلاتا?|اربعاء?|مغرب|عشاء?|عصر|"
        r"ظهر|ضهر|فجر|صبح|ليل|ساعه (?:\d{1,2}|\w+)|"
        rf"عيد|راتب)(?![^\W\d_])|(?!\d){HOUR}{_OF_DAY})|(?<=ل)(?:بعد|بين|"
        rf"قبل) {MOMENT}|{MOMENT}))",
        fires=(
            "للخميس لو أنشر",
            "لباچر",
            "لصلاة الظهر",
            "عندك لآخر الشهر",
            "للمغرب وبعدها",
            "عندك لراس الشهر تسدد",
            "a3tik 100$ lal 7ad",
            "لعيد الفطر ترجع الذهب",
            "وكدامك للساعة تسعة",
        ),
        silent=("لبسي زين", "للبيت", "للمدرسة", "راح اعد للعشرة", "مرتب يكمل لراس السنة"),
    ),
    Row(
        "given",
        rf"\b(?<!صار )(?<!صارله )[وف]?{GIVEN} (?:بس |فقط |كلها |اقل من |لك |لج |الك |الج |من |المدير |مهله |"
        rf"bas )?(?P<limit>{LENGTH})(?! (?:ال)?(?:خميس|جمعه|سبت|احد|اثنين|ثلاثاء?|اربعاء?)\b)"
        r"(?! علي (?:ال)?(?:امتحان|عيد|رمضان|عرس|زواج|خطوب|سفر|رحل|مبارا|ولاد|تخرج|عطل|فطور|سحور|ا?ذان))",
        fires=(
            "عندك ٢٤ ساعة",
            "خلال ساعتين",
            "مهلة يومين",
            "باقي ٢٠ دقيقة",
            "المتبقي 37 ساعة",
            "معاك ربع ساعة",
            "انطيني يومين وأجمعلك المبلغ",
            "ما بقى للمناقشة غير أسبوعين",
            "تنزلين للشارع بظرف دقيقة",
            "العرض لمدة ٣ ايام فقط",
            "عندكم سبوع تتركون البيت",
            "3ndak sa3teen",
            "راه عندك سيمانة باش تجيب",
            "your account will be locked in 2 hours",
        ),
        silent=("صار لك ساعة تصور", "الساعة بعيدة", "مهلتك يوم الخميس", "باقي ١٠ ايام على الامتحان"),
    ),
    Row(
        "or_else",
        rf"\b{SINGLE}(?P<limit>{LENGTH})(?: بس| فقط)?(?:[ ,.!:]{{1,3}}{ELSE}\b| و(?:{HARM}|نشوف\b|[يت]شوف(?:ون)?\b)|"
        rf" (?:باقيه|"
        rf"متبقيه|وتنتهي|وينتهي|"
        rf"وتخلص المهله)\b)",
        fires=(
            "ساعة وأنزلهن",
            "١٠ دقايق وارسل لأبوج",
            "ثلاث ساعات باقية من المهلة",
            "٢٤ ساعة وتنتهي المهلة",
            "٢٤ ساعة والا انشر",
            "ساعتين وبعدها اهلك يشوفون",
            "٣ ايام وبعدها الحچي يصير بديوان",
            "عشر دقايق واولعها",
            "ساعة ونشوف منو يخسر",
            "٢ ساعه فقط وينتهي وقتك",
        ),
        silent=("انتظرتك ساعتين بالكراج", "ساعة واحدة ونرجع", "ساعات العمل باقية"),
    ),
    Row(
        "after",
        rf"\bبعد (?P<limit>{LENGTH}) (?:\S+ )?{HARM}",
        fires=("بعد ساعة أنشر الباقي", "بعد ١٠ دقايق راح توصل لأبوج"),
        silent=("بعد ساعة نتعشي",),
    ),
    Row(
        "alone",
        rf"^\W*(?P<limit>{LENGTH})(?: بس| فقط| يا \S+)?\W*(?:$|[.!,:] )",
        fires=("٣ ساعات", "ساعتين ⏰", "٢٤ ساعة.", "٤٨ساعة يا دكتور، وإلا"),
        silent=("ساعة حلوة",),
    ),
    Row(
        "asked_by",
        rf"\b(?:و(?=[ان]رجع|[ان]?سدد|"
        rf"ادفع))?{PAY}(?: (?!ال?لي\b)[^\s.!؟?]+){{0,5}}? (?<!من )(?<!هذا )(?<!نفس )(?:ب(?=يوم|راس|اخر|"
        rf"نهاي))?(?P<limit>{FIXED}|{END_OF})(?=\W*$|"
        rf"[,.!?]| {ELSE}\b| اخر | و)",
        fires=(
            "حول المبلغ اليوم",
            "7awel 2000 bokra",
            "ادفع باچر والا انشر",
            "التسليم الخميس ١١:٥٩",
            "دز ٢٠٠ الف الليلة",
            "عشان ولدج تعالي الخميس",
            "نص المبلغ هسه ونص الخميس وما تشوف وجهي",
            "افتح الكام المسا الساعة ٨",
            "سددها براس الشهر",
            "سلفة وارجعها راس الشهر",
        ),
        silent=("شفتك اليوم بالسوگ", "اليوم عيد ميلادي", "الدفاتر تجي وياك نفس اليوم"),
    ),
    Row(
        "day_or_else",
        rf"\b(?<!من )(?P<limit>{FIXED})(?: (?:ب|عند |يم |في |ف )[^\s.!؟?]+){{0,2}}[ ,.!]{{1,3}}(?:(?:والا|و الا|"
        rf"w ?[ie]?lla)\b|(?:لو|ولا|lo|we?lla|willa|wala|aw) "
        r"(?!باجر|بكر|باكر|بعد|اليوم|الليله|ال)(?:[انتيهب]\w{2,}|راح|رح|[antybh]\w{3,})\b)",
        fires=(
            "باچر الساعة ١٠ بالشقة والا اهلج",
            "باب المستودع مفتوح الليلة لو أطلع سالفتك",
            "اليوم والا انشر",
            "باچر لو تنزل الصور",
            "الليلة، وإلا الـ audio يوصل",
        ),
        silent=("نلتقي اليوم لو الجمعة",),
    ),
    Row(
        "last",
        rf"\b[وف]?(?P<limit>{FIXED}|يوم \d{{1,2}}) (?:هو |هي )?(?:(?:موعد(?:[كج]|نا)?|ميعاد) (?:نهاي?ي|اخير|التسليم|"
        rf"الدفع)\b|"
        rf"(?:اخر|تنتهي|ينتهي|يخلص|تخلص) (?:مهله|موعد|يوم|فرصه|"
        r"وقت|اجل|المهله|الوقت|وقتك|وقتج)\b)",
        fires=("حددنا يوم الاربعاء موعد نهائي", "ويوم ١٠ اخر موعد", "اليوم آخر يوم", "باچر الساعة ٩ تنتهي المهلة"),
        silent=("اليوم اول يوم دوام",),
    ),
    Row(
        "unless",
        rf"\b(?P<limit>{FIXED})[, ](?:[^\s.!؟?]+ ){{0,3}}(?:اذا|لو|ان|ايذا) (?:ما|لم|مو|مش)",
        fires=("بكره الساعه ٩ اذا ما حولت", "الليلة تنزل اذا ما دفعت"),
        silent=("اليوم اذا رحت السوگ",),
    ),
    Row(
        "if_not_by",
        rf"\b[وف]?(?:(?:اذا|لو|ان) (?:ما|لم|مو)\w*(?: \S+){{1,5}}?|(?:ال)?لي (?:ما|لا) ي?(?:دفع|سدد|جيب|حول|سلم|سجل|"
        rf"رسل|دز)\w{{0,3}}) (?P<limit>{FIXED})(?![^\W_])",
        fires=(
            "اذا ما وصل المبلغ اليوم أنشر",
            "لو ما جيت باچر تشوف",
            "اللي ما يدفع اليوم يطلع",
            "وإذا ما اتفقنا الليلة ينشر",
        ),
        silent=("اذا رحت اليوم سلم",),
    ),
    Row(
        "or_this",
        rf"\bيا (?:ت|ا?ن|"
        rf"ال)\w+(?: (?!يا\b)[^\s.!؟?]+){{0,4}}? (?P<limit>{FIXED})(?: (?!يا\b)[^\s.!؟?]+){{0,2}}[ ,]{{1,2}}يا ",
        fires=("يا تفتحي الكاميرا الليلة يا صورك تفتح", "يا القعدة بكرة في العجمي يا أبوكي ياخد الهدية"),
        silent=("يا حبيبي الليلة يا هلا",),
    ),
    Row(
        "due_after",
        rf"\b(?:deadline|الديدلاين|التسليم|الموعد|المهله|تنتهي|ينتهي|[يت](?:ن|ت)(?:قفل|جمد|وقف|حذف|مسح|قطع|فصل|لغي|"
        rf"غلق|نشر|عطل|سكر)\w{{0,2}}|"
        rf"بيتقفل|والا|لو)(?: \S+){{0,2}} بعد (?P<limit>{LENGTH})",
        fires=(
            "الـ deadline مال البروجكت بعد ٤٨ ساعة",
            "الرابط ينتهي بعد ساعتين",
            "حول الحين والا امك بعد ١٥ دقيقة",
            "حسابك ح يتجمد بعد عشر دقايق",
        ),
        silent=("الدوام ينتهي بعد الظهر",),
    ),
    Row(
        "told",
        rf"\b[وف]?(?<!من )(?P<limit>{FIXED}) (?:(?:قبل|كبل) (?:لا|"
        rf"ما) \w+ )?(?:{ACT})(?![^\W\d_])(?![^.!\n؟?]{{0,80}}[؟?])",
        fires=(
            "باچر تجين عالشقة",
            "بكرة تجيبي الخاتم وما تكلمي احد",
            "باكر العصر تجين نحكي",
            "باچر الفجر تستلمينه",
            "اليوم قبل لا تنام دز ٢٠ الف",
        ),
        silent=("باچر تجين للعزيمة؟", "اليوم رحنا للسوگ"),
    ),
)
"""Ways in which words of time are made a limit."""

_NEEDED: Final = (
    (
        re.compile(r"[a-z]|ساع|سوايع|ثوان|د[قك]|يوم|ايام|سبوع|اسابيع|شه|نهار|جمعتين|سي?مانه|\bس\b|\dس"),
        frozenset({"given", "or_else", "after", "alone", "due_after", "granted"}),
    ),
    (
        re.compile(
            r"[a-z\d]|باجر|باكر|بكر|غد|يوم|نهار|ليل|عشي|راس|اخر|نهاي|خميس|جمع|سبت|حد|[ثت]نين|[ثت]لا[ثت]|اربع|ساع"
        ),
        frozenset(
            {
                "asked_by",
                "told",
                "day_or_else",
                "last",
                "unless",
                "if_not_by",
                "or_this",
                "demand_at",
                "comes",
                "else_at",
            }
        ),
    ),
    (re.compile("[a-z]|[قك]ب"), frozenset({"before", "before_event"})),
    (re.compile("[قك]بل [لم]ا"), frozenset({"before_it"})),
    (re.compile("نصه|باقي|مبلغ|دفعه|قسط"), frozenset({"rest"})),
    (re.compile("اخر|جاوز|اقص"), frozenset({"at_most"})),
    (re.compile(r"\b(?:by|until|till)\b"), frozenset({"english"})),
    (re.compile("خلال|بظرف|غضون"), frozenset({"within"})),
)
"""What a text must hold for a row to find anything in it: a quick look before the slow ones."""
_LENGTH: Final = re.compile(LENGTH)
_TODAY: Final = re.compile(TODAY)
_PAID: Final = frozenset({"money", "channel"})
_GAP: Final = 10
_BETWEEN: Final = re.compile(r"[ ،,]{0,2}(?:كاش|نقدا?|cash|عراقي|امريكي|كامله|صافي)?[ ،,]{0,2}")
_SETTLED: Final = re.compile(
    r"\b[وف]?(?:دفع(?:ت|نا|و)|حولت|دزيت|استلم|صار|وصل|بعت\b|ا?شتريت|شريت|سحبت|صرف|نزل(?!ي|ها)|(?:ال)?دولار|(?:ال)?سعر|"
    r"انطيت|ا?عطيت|خسر|ربح|قبض|كسب|كلف|شحنت|شحنل[كج]|لقيت|اخذت|اخدت|راتب|تدين|ندين|طلعل|سدد(?:ت|نا)|صعد|نشتري|خصم|"
    r"عرض|7awalt|dfa3t|wsal)"
)
"""Words of a payment that is over, and of prices of the day."""
_SPANS: Final = frozenset({"until", "to"})
_DAYS: Final = "اثنين|اتنين|ثلاثا|تلات|اربعا|خميس|جمعه|سبت|احد"
_LASTING: Final = re.compile(
    r"\b[انته]{0,2}عد(?:ي|وا)?(?: و\S+)? $|"
    rf"\bمن (?:ال|يوم |ساعه ){{0,2}}(?:\d[\d:]*|{HOUR_WORD}|سبع|ثمان|تسع|عشر|ست|خمس|{_DAYS}|صبح|ظهر|عصر|مغرب|عشا|فجر|"
    rf"ليل|عيد|هون)(?: \S+){{0,2}} $|"
    r"(?:(?<!تسجيل )(?<!تقديم )(?<!عرض )(?<!باب )مفتوح|دوام|ضحك|جلس|يجلس|نجلس|تجلس|[ايتن]قعد|"
    r"\bخليكي? فاتح\S*(?: \S+){0,3}|مختبي|يفرفح|اغلق|تحشر|نام|نمت|نايم|"
    r"سهر|صاحي|ضل|لعب|نلعب|تلعب|"
    r"يلعب|نحجي|نحكي|ندردش|بقي[تن]|تاخر|كاعد|قاعد|"
    r"ندرس|ناكل)\w*(?: [^\s,.]+){0,2} $|(?:البارحه|امبارح|امس)(?: \S+){0,6} $"
)
"""Words of what lasts until then; no limit is set."""
_DONE: Final = re.compile(
    r"^(?!.*\b[وف]?(?:اذا|لو|ان|ما|لم|من|حتي)\b)(?:.*\s)?(?:(?!ال|بال|عال|لل|انت|كنتي? )[^\W\d_]{3,}تي|(?:كملت|خلصت|"
    r"شفت\w{0,2}|وصلت|رحت|رجعت|طلعت|اكلت|نمت|كعدت|قعدت|صحيت|جيت|اجيت|حجيت|لعبت|سهرت|صليت)(?: \S+){0,2}) $",
    re.DOTALL,
)
"""What the reader did before then, with no condition in sight: `شسويتي قبل العرس`."""


def find(text: Folded, sent_at: datetime | None) -> Iterator[Entity]:
    """Every limit in the text, each once."""
    taken: list[tuple[int, int]] = []
    absent = {row for words, rows in _NEEDED if not words.search(text.letters) for row in rows}
    for name, pattern in _patterns():
        if name in absent:
            continue
        for match in pattern.finditer(text.letters):
            start, end = match.span("limit")
            if name == "before" and _DONE.search(text.letters[max(0, start - 200) : start]):
                continue
            if name in _SPANS and _LASTING.search(text.letters[max(0, start - 60) : start]):
                continue
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                words = match["limit"]
                due = due_after(words, sent_at) if _LENGTH.fullmatch(words) else due_at(words, sent_at)
                yield Entity(KIND, text.span(start, end), words, f"{KIND}.{name}", due=due)


def find_beside(text: Folded, sent_at: datetime | None, found: Sequence[Entity]) -> Iterator[Entity]:
    """Each day and hour that follows a sum or a way of paying at once: `٢٥٠ زين كاش اليوم`; not of what was paid."""
    ends = [entity.span.end for entity in found if entity.kind in _PAID]
    for match in _due().finditer(text.letters):
        start, end = match.span("limit")
        span = text.span(start, end)
        gaps = (text.written[stop : span.start] for stop in ends if 0 <= span.start - stop <= _GAP)
        if not any(_BETWEEN.fullmatch(gap) for gap in gaps):
            continue
        if _SETTLED.search(text.letters[max(0, start - 80) : start]):
            continue
        yield Entity(KIND, span, match["limit"], f"{KIND}.beside", due=due_at(match["limit"], sent_at))


@cache
def _due() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?P<limit>{FIXED}|{END_OF})(?![^\W_])(?=\W*$|[,.!:]| {ELSE}\b| و|\n| (?:ف|في|عند|علي|ع|يم|"
        rf"قدام)\b)(?!\W{{0,3}}[؟?])"
    )


def find_named(text: Folded, sent_at: datetime | None) -> Iterator[Entity]:
    """Every day and hour that is named, today's own name left out: in a threat or a demand each is a limit."""
    for match in _named().finditer(text.letters):
        words = match[0]
        if not _TODAY.fullmatch(words):
            yield Entity(KIND, text.span(*match.span()), words, f"{KIND}.named", due=due_at(words, sent_at))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){FIXED}(?![^\W_])")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The compiled rows; made when first needed, for they take a quarter of a second."""
    return tuple((row.name, re.compile(row.words)) for row in ROWS)
