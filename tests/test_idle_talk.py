"""A case whose messages stand one at a time in weeks of ordinary talk is found as it would be by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from classifier.records import Chat, Message, Source

START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
IDLE = (
    "صباح الخير", "صباح النور", "شلونكم", "زينين الحمد لله", "وين رحت البارحة", "چنت بالشغل لليل",
    "الكهرباء طافية عندكم؟", "اي من الظهر", "المولدة همين عطلانة", "شطابخين اليوم", "تمن ومرگ باميا", "عوافي",
    "باچر عطلة لو دوام", "گالوا دوام", "زحمة كلش بالجسر", "تأخرت نص ساعة", "جيب خبز من ترجع", "صار",
    "ابوي عنده موعد بالمستشفى", "بالسلامة ان شاء الله", "شفت المباراة", "الحكم خربها", "خسرنا بالدقيقة الاخيرة",
    "الجو حار اليوم", "يگولون باچر مطر", "اشتريت الكارت مال النت", "بيش صار", "غالي هالشهر",
    "الولد نجح بالرياضيات", "الف مبروك", "نلتقي العصر", "يم الجامع", "لا تنسى المفتاح", "عندي وياي",
    "دزلي الموقع", "وصلت", "خابرني من تفضى", "تمام", "رمضان كريم", "علينا وعليك", "الغسالة خربت مرة لخ",
    "اعرف مصلح زين", "دزلي رقمه", "هسه ادورلك", "شكو ماكو", "كلشي هادئ", "تصبح على خير", "وانت من اهله",
)  # fmt: skip
CASES = {
    "extortion": (
        ("رعد", "تتذكرين صورج اللي دزيتيها بالصيف؟ بعدها عندي كلها"),
        ("هيام", "گلتلي مسحتها"),
        ("رعد", "ما مسحت شي، واعرف رقم ابوج وبيتكم وين"),
        ("هيام", "الله يخليك لا تسوي بيه هيچي"),
        ("رعد", "اريد مليون دينار بالزين كاش لو انشرهن بگروب العشيرة"),
        ("هيام", "منين اجيب مليون والله ما عندي"),
        ("رعد", "تدبريها لو تشوفين صورج عند اخوج"),
        ("هيام", "اخاف من اهلي اذا عرفوا يذبحوني"),
    ),
    "grooming": (
        ("رعد", "انتي كبرانة على عمرج، بس لا تگولين لاحد نحچي سوا"),
        ("هيام", "ليش"),
        ("رعد", "هذا سر بيناتنا، امج ما تفهم"),
        ("رعد", "دزيلي صورة لوجهج هسه، بس اني اشوفها وامسحها"),
        ("هيام", "استحي"),
        ("رعد", "لا تستحين مني، كل البنات يدزن، واحدة بدون حجاب ودلليني"),
        ("رعد", "واذا دزيتي احولج رصيد وهدية حلوة"),
    ),
    None: (
        ("رعد", "اذا ما تجيبين دولمة الجمعة ازعل منج"),
        ("هيام", "عيوني، بس انت ادفع حق اللحم"),
        ("رعد", "انطيني الفلوس مال الغاز قبل لا انسى"),
        ("هيام", "راح اذبحك اذا نسيت الخبز مرة لخ هههه"),
    ),
}


@pytest.mark.parametrize("between", [0, 12, 40])
@pytest.mark.parametrize("label", CASES)
def test_a_case_is_found_among_idle_talk(detector, label, between):
    """The label, and who drives it, with so many idle messages before and behind each message of the case."""
    said = []
    for sender, text in CASES[label]:
        said += [(("رعد", "هيام")[place % 2], IDLE[(len(said) + place) % len(IDLE)]) for place in range(between)]
        said.append((sender, text))
    messages = tuple(
        Message(
            n, sender, text, START + timedelta(minutes=7 * n), None, "text", edited=False, source=Source("x", "0", "t")
        )
        for n, (sender, text) in enumerate(said, 1)
    )
    (verdict,) = detector.triage([Chat("x", "x", "t", ("رعد", "هيام"), messages)])
    assert (label in verdict.labels) if label else not verdict.labels
    assert [offender.name for offender in verdict.offenders] == (["رعد"] if label else [])
