"""The words of time on folded text: lengths, days, parts of the day, clock times and ends of months."""

from typing import Final

from classifier.evidence.entities.numbers import UP_TO_TWELVE, WORD

LENGTHS: Final = (
    ("seconds", r"ثواني|ثوان|seconds?", 1.0),
    ("minutes", r"دقيقتين|دقيقت?ين|د[قك]ي[قك]تين", 2.0),
    (
        "minutes",
        (
            r"د[قك](?:[ي\d][قك]ه?|ا[ي\d][قك])|d(?:a2i2a|2i2a|2aye?2|a2aye?2|9ay9|9i9a|kika|8i8a|8ay8|qay?q|gay?g|"
            r"a?qiqa)|"
            r"minutes?|"
            r"mins?"
        ),
        1.0,
    ),
    ("hours", r"ساعتين|ساعتان|sa3t[ae]*y?i?n|sa3ten|saa3tein", 2.0),
    ("hours", r"ساعه|ساعات|سوايع|س(?=\s|$)|sa3at|sa3a|saa3a|sa3et|h(?:ours?|rs?|eures?)?(?!\w)", 1.0),
    ("days", r"يومين|يومان|نهارين|yom[ae]i?y?n|yoma?in|youmin|nharin", 2.0),
    ("days", r"يوما?|[ات]يام|نهار|yom|yoom|youm|ayam|ayyam|days?|jours?", 1.0),
    ("weeks", r"ا?سبوعين|جمعتين|sbo3ein|osboo3en", 2.0),
    ("weeks", r"ا?سبوعا?|اسابيع|سي?مانه|os?boo?3|sbo3|weeks?", 1.0),
    ("months", r"شهرين|shahren", 2.0),
    ("months", r"شهرا?|اشهر|شهور|shahar|shahr", 1.0),
)
"""Units of time, duals before singulars, with how many of the unit one word is."""

_UNIT: Final = "(?:" + "|".join(words for _, words, _ in LENGTHS) + ")"
_COUNT: Final = rf"(?:\d{{1,3}}|{WORD}(?:\s?و\s?{WORD})?)"
LENGTH: Final = (
    rf"(?:{_COUNT}\s?{_UNIT}(?: ونص| وربع| و(?:\d{{1,2}}|{WORD}) د[قك](?:يقه|ايق))?|(?:نص|نصف|ربع|ثلث|"
    rf"[nb]o?[su]{{1,2}}|"
    r"rub3) (?:ساعه|نهار|يوم|sa3a)|"
    rf"{_UNIT}(?: ونص(?:ف)?\b| وربع\b| و(?:\d{{1,2}}|ثلث)(?![\w:/])| واحد[هة]?\b| وحد[هة]\b| w nos\b| wa?7da\b|"
    rf" wa?[h7]i?d\b)?(?: زمن\b)?)(?![^\W\d_])"
)
"""How long: `٢٤ ساعة`, `ساعتين`, `نص ساعة`, `ساعة ونص`."""

WEEKDAYS: Final = (
    r"اثنين|ا?تنين|اثنان|ithnen|etnein|tnin|thnen|lundi|monday",
    r"ثلاثاء?|تلات(?:ه|اء?)?|tlata|thalatha|mardi|tuesday",
    r"اربعاء?|لاربعا|اربعا|arb3a|arba3a|wednesday",
    r"خميس|خمييس|khami?s|5amis|khamees|5amees|thursday",
    r"جمعه|jum[ae]?3a|jom3a|gom3a|jem3a|jm3a|friday|vendredi",
    r"سبت|sabt|sebt|saturday",
    r"احد(?!ي|ا)|حد(?!\w)|a7ad|ahad|7ad|dimanche|sunday",
)
"""The days of the week from Monday, without their article."""

TOMORROW: Final = (
    r"باجر|باكر|بكر[هاة]|بكري|الغد(?!\w)|غدا?|غدوه|غدوا|bacher|bacir|bajer|bajir|b[aou]*kr[ae]h?|bachir|"
    r"ba4[ei]?r|bakr(?= el )|gh[oe]?dwa|l?ghedd?a|l?8edd?a|ghda|bakir|bacha?r|tomorrow|demain"
)
AFTER_TOMORROW: Final = rf"(?:عقب|بعد|غير|وره|ورا) (?:{TOMORROW})|بعد غد"
TODAY: Final = (
    r"(?:هال|ال)?نهارده|اليوم|هاليوم|هذا اليوم|النهارده|el ?nn?ah?arda|lyoum|lyom|el ?yo?u?m|alyom|elyoum|today"
)
TONIGHT: Final = (
    r"(?:ال|ه?ال)ليل(?:ه|ادي)|هالليله|الليل[هة]|هالعشي[هة]|el ?leila|ella?yla|ella?ila|"
    r"lelaila|(?:el|il|al) ?l+e+l[ae]h?|l?lila|laila|leila|illayla|tonight"
)
PARTS: Final = (
    ("midnight", r"(?:نص|منتصف|نصف) (?:ال?)?ليل", 24.0),
    ("dawn", r"(?:ال)?فجر(?:يه|ا)?|fajr|fajir|fagr", 6.0),
    ("morning", r"(?:ال)?صبح(?:يه)?|صباح(?:ا)?|الصباح|ص(?!\w)|[s9][ou]bo?7|[s9]ba?7|sbah", 12.0),
    ("noon", r"(?:ال)?ظهر(?:يه|ا)?|الضهر|d[hz]?[ou]h[ou]?r|thuhur", 13.5),
    ("afternoon", r"(?:ال)?عصر(?:يه|ا)?|3asr|3asir", 17.5),
    (
        "sunset",
        r"(?:ال)?مغرب(?:يه)?|(?:ال)?غروب(?: الشمس)?|ma(?:gh|3'|8|g)r[ie]?b|m[ou]?gh?r[ie]?b|mghrb|mogreb",
        20.75,
    ),
    (
        "evening",
        (
            r"(?:ال)?عشا(?:ء)?|(?:ال)?عشيه|المسا(?:ءا?)?|مسا(?:ءا?)?|بالليل|باليل|بليل|ليلا|الليل|م(?!\w)|3[ei]sha|"
            r"3[ei]?cha|"
            r"3asha|bl ?lel|"
            r"bel ?lel|l?l[ae]?yl|(?<=f )lil|masa|midnight"
        ),
        23.9,
    ),
)
"""Parts of the day and the latest hour at which each may end in an Arab country, summer time included."""

_OF_WEEK: Final = r"(?:(?:يوم |نهار |صلاه |خطبه |ليله )?ال|يوم |nhar |yom |el ?|al ?|l ?|(?=[a-z]|\d[a-z]))"
_DAY: Final = "|".join(
    (
        AFTER_TOMORROW,
        rf"(?:{TOMORROW})(?: ال(?:خميس|جمعه|سبت|ا?حد|ا?[ثت]نين|[ثت]لا[ثت]اء?|ا?ربعاء?)(?!\w))?",
        TODAY,
        TONIGHT,
        rf"{_OF_WEEK}(?:{'|'.join(WEEKDAYS)})(?: (?:ال)?(?:جاي|ياي|قادم)ه?)?",
    )
)
_IN: Final = r"(?:(?:في|ف|f|fi|fl|fel) |ب(?=ال))?"
"""What may stand between a day and its part: `lyoum f lil`."""
_AFTER_PART: Final = r"(?:قبل|كبل|بعد|عقب|ور[اه]|9b[ae]?l|[gq]abl|ba3a?d)"
_PART: Final = (
    "(?:(?:ا?ذان|صلاه|صلا[ةه]|خطبه) )?(?:(?:el|al|il|l) ?)?(?:" + "|".join(words for _, words, _ in PARTS) + ")"
)
HOUR_WORD: Final = (
    r"(?:واحده|وحده|ثنتين|اتنين|[ثت]لا[ثت]ه|اربعه|خمسه|سته|سبعه|[ثت]ما?نيه|تسعه|عشره|"
    r"(?:ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ه?|حداعش|ا?طناعش|اثنعش)"
)
SHORT_HOUR: Final = rf"(?:{HOUR_WORD}|[ثت]لا[ثت]|اربع|خمس|ست|سبع|[ثت]مان|تسع|عشر)"
"""The same before a part of the day: `تسع بالليل`."""
HOUR: Final = (
    rf"(?:ال ?)?(?:{HOUR_WORD}|(?:يوم )?\d{{1,2}}(?![\d:/]))(?: ونص| وربع| (?:من ال|بال|ال|ب)شهر|"
    rf" b?[ei]l shah[ae]?r)?(?![^\W\d_])"
    r"(?! ?(?:سن|شهر|شهور|يوم|ايام|اسابيع|اسبوع|ساع|د[قك]|قرن|اشهر|الاف|الف|مي|ملي|من (?:الناس|احباب|اصدقا|اصحاب)|صور|"
    r"نفر|مر[اه]|ور[قك]))"
)
"""An hour or a day of the month named alone, which only `until` or `before` makes one: `للتسعة`, `قبل ٦`."""
CLOCK: Final = (
    rf"(?:(?:الساعه|ساعه(?! و?ا?حده(?!\w))|الساعا|(?:al ?|el ?)?sa3a) (?:ال)?(?:\d{{1,2}}(?::\d{{2}})?|{HOUR_WORD}|"
    rf"{UP_TO_TWELVE})(?: "
    rf"(?:ونصف?|وربع|الا ربع)(?! مليون| الف))?(?: (?:{_PART}))?|(?:\d{{1,2}}(?::\d{{2}})?|(?:ال)?{SHORT_HOUR}) "
    rf"(?:{_PART})|\d{{1,2}}:\d{{2}})"
)
END: Final = (
    r"(?:ا?خر|نهايه|راس|اول|نص|منتصف) (?:ال|ها?ل|هذا ال)?(?:شهر|اسبوع|يوم(?: العمل| الدوام)?|نهار|دوام|سنه|"
    r"رمضان|عيد|عطله|فصل|كورس)|"
    r"(?:ال)?عيد (?:ال)?(?:فطر|اضحي|كبير|صغير)|(?:ال)?(?:راتب|عيد|رواتب|معاش|قبض|ا?ذان|رمضان|نوروز|اجتماع|زفه|عرس|"
    r"فرح|قات|"
    r"سحور|"
    r"تراويح)|n[ao]w?roz|"
    r"الجلسه|الامتحان(?:ات)?|[يت]اذن|"
    r"(?:el |al )?[s9]ala[th]?(?=\W|$)|a?khir el? ?shahr|ramadan|el 3id|"
    r"(?:شهر )?(?:كانون (?:ال)?(?:ثاني|اول)|شباط|اذار|نيسان|ايار|حزيران|تموز|اب(?= )|ايلول|تشرين (?:ال)?(?:ثاني|اول)|"
    r"يناير|فبراير|"
    r"ابريل|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|محرم|عاشور(?:اء?)?|صفر|رجب|شعبان|شوال|tammouz|tamouz)"
)
_MONTH: Final = (
    r"(?:شهر )?(?:كانون (?:ال)?(?:ثاني|اول)|شباط|اذار|نيسان|ايار|حزيران|تموز|اب(?= |$)|ايلول|تشرين (?:ال)?(?:ثاني|اول)|"
    r"يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر|محرم|رمضان|رجب|شعبان|شوال)"
)
DAY_OF_MONTH: Final = r"(?:0?[1-9]|[12]\d|3[01])"
END_OF: Final = (
    r"(?:(?:ا?خر|نهايه|راس|اول) (?:ال|ها?ل|هذا ال)(?:شهر|اسبوع|يوم|نهار|دوام)|"
    r"(?:هال|هذا ال)(?:اسبوع|شهر)|ال(?:شهر|اسبوع) (?:ال)?(?:جاي|ياي|قادم|جي))"
)
"""The end or the beginning of a month or a week, this one or the next, which is a date of payment."""
DATE: Final = rf"(?:يوم )?\d{{1,2}} (?:{_MONTH}|الجاري)|(?:يوم )?\d{{1,2}} ?[/\-] ?\d{{1,2}}(?: ?[/\-] ?\d{{2,4}})?"
_DAY_AND_HOUR: Final = (
    rf"(?:{_DAY})(?: (?:علي |عال|ع ال|3al |3a )?(?:{CLOCK}|{_IN}{_PART}(?: (?:ع|علي) ال{HOUR_WORD})?|"
    rf"{_AFTER_PART} (?:{_PART}|"
    rf"ال(?:صلاه|دوام|غدا|فطور|خطبه|عرس|حفله|اجتماع|محاضره)(?!\w)|(?:الساعه |ال ?)\d{{1,2}}(?!\d))|"
    rf"\d{{1,2}}(?: ونص| وربع)?|(?<=علي )ال{HOUR_WORD}|مع ال{HOUR_WORD}))?"
)
"""A day, with an hour or a part of it where one follows: `الجمعة بعد الصلاة`, `غدوة مع الخمسة`."""
MOMENT: Final = rf"(?:{_DAY_AND_HOUR}|(?:{CLOCK}|{_PART} {CLOCK}|{_PART}|{END})(?: (?:{_DAY}))?|{DATE})(?![^\W\d_])"
"""When: `باچر الساعة ٩`, `الخميس`, `صلاة الظهر`, `آخر الشهر`."""
FIXED: Final = (
    rf"(?:{_DAY_AND_HOUR}|{CLOCK}(?: (?:{_DAY}))?|{_PART} {CLOCK}|(?:ال)?(?:فجر|صبح|صباح|ظهر|عصر|مغرب|مسا|مساء|عشا|"
    rf"ليل)(?:يه)? (?:{_DAY}))(?![^\W\d_])"
)
"""A moment that names its day or its hour."""

LATER: Final = (
    r"(?:b[ei]l ?l[ae][yi]?l(?!\w)|ba3a?d (?:el |al |il |l )?(?:sala[th]?|9ala[th]?|fajr|magh?rib|3[ei]sha|"
    r"dawam)(?!\w)|(?:نصف?|منتصف) (?:ال)?ليل(?!\w)|"
    r"(?:بعد|عقب|وره|ورا) (?:صلاه الجمعه(?![^\W\d_])|(?:صلاه )?(?:ال)?(?:مغرب|عشاء?|ظهر|ضهر|عصر|فجر|صلاه|نص الليل|"
    r"دوام|عيد|فطور|سحور|غدا(?<=الغدا))(?![^\W\d_])|"
    rf"ال{HOUR_WORD}(?![^\W\d_])(?! (?:ايام|ساعات|د[قك]ايق|اشهر|اسابيع)))|(?:ال)?(?:عصر|ظهر|ضهر|ضحي|مغرب|"
    rf"مساء?(?! ال(?:خير|نور|ورد))|عشيه|فجر|صبح)(?![^\W\d_])|"
    rf"ب(?:ال?)?ليل(?![^\W\d_])|(?:يوم|نهار) (?:{SHORT_HOUR}(?:طعش)?|عشرين|[ثت]لا[ثت]ين)(?![^\W\d_])|(?:يوم|"
    rf"نهار) {DAY_OF_MONTH}(?![\w/:])(?: (?:بال|من ال)شهر\b)?)"
)
"""A part of the day, and what comes after one: a limit only beside words that ask."""
