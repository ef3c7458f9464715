"""What a text must hold for a wording of a cue to stand in it: each finds a part that no wording goes without."""

from typing import Final

SELF_HARM_NEEDS: Final = (
    "[a-z]|نفس[يه]|روح[يه]|حال[يه]|عمري|نتحا?ر|حيا[ته]|دنيا|عيش|موت|امت|ياريتني|شرب|بلع|اخ[ذد]|تجرع|شرايين|عروقي|ايدي|"
    "وريدي"
)
CHILD_NEEDS: Final = (
    r"عمر|سن(?:ه|ي|وات)|السن|عام|3[ou]?mr|sana|snin|صح|صدك| [مل]و\b|متوسط|ابتدا|اعدادي|ثانوي|صف|قاصر|"
    r"طفل|بزر|جاهل|زغير|ياهل"
)
SENT_NEEDS: Final = (
    "[a-z]|دزي[تن]|رسل[تن]|بع[تث][تن]|وديت|نزل[تن]|نشر[تن]|رفعت|وزعت|حطيت|[صس]يفطت|عل[كق]ت|عممت|شيرت|فرجيت|راويت|وريت|"
    "وصل|شاف|صار|صور|المقطع|شوف|شف |افتح"
)
ASKS_AGE_NEEDS: Final = "عمر|سن[كج]|3[ou]?m[ou]?r"
