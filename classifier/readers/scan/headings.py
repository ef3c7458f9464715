"""What those who export tables call their columns: each role's names as `plain` leaves them, surest first."""

from collections.abc import Mapping
from typing import Final

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": (
        "text", "message", "body", "content", "messagetext", "messagebody", "messagecontent", "msg", "textcontent",
        "cuerpo", "texto", "chatmessage", "messages", "comment", "sms", "contents", "msgtext", "utterance", "النص",
        "نص", "الرسالة", "رسالة", "نصالرسالة", "المحتوى", "محتوى", "محتوىالرسالة", "الرسائل", "الكلام", "الرساله",
        "نصالرساله", "دەق", "نامە", "پەیام", "پیام", "متن", "texte", "contenu", "mensaje", "contenido", "nachricht",
        "inhalt", "mesaj", "messaggio", "testo", "mensagem", "bericht", "сообщение", "текст", "strcontent", "内容",
        "內容", "消息", "メッセージ", "메시지", "내용", "bodytext", "textmessage", "smstext", "msgbody", "msgcontent",
        "chattext", "utterancetext", "txt", "snippet", "selftext", "messagecontents", "القول", "نصالمحادثة",
        "wiadomość", "treść", "текстсообщения", "nachrichtentext", "tekst", "textomensaje", "聊天内容", "消息内容",
        "本文", "contenudumessage", "i̇leti", "مضمونالرسالة", "المضمون",
    ),
    "sender": (
        "sender", "from", "author", "sendername", "name", "user", "username", "senderid", "fromname", "contact",
        "sentby", "participant", "speaker", "fromuser", "authorname", "senderdisplayname", "senderfullname",
        "senderusername", "displayname", "nickname", "nick", "المرسل", "مرسل", "من", "اسمالمرسل", "الاسم", "اسم",
        "الراسل", "المستخدم", "الشخص", "اسمالمستخدم", "نێرەر", "فرستنده", "expéditeur", "auteur", "remitente", "autor",
        "de", "absender", "gönderen", "kimden", "mittente", "remetente", "afzender", "отправитель", "автор", "creator",
        "contactname", "address", "phone", "phonenumber", "number", "handle", "userid", "authorid", "رقمالهاتف",
        "الرقم", "رقمالمرسل", "role", "发送者", "發送者", "发送人", "昵称", "送信者", "보낸사람", "participantname",
        "sendernickname", "sendernumber", "senderphone", "senderphonenumber", "fromto", "msgfrom", "msgsender",
        "talker", "u", "fromphonenumber", "handleid", "fromnumber", "numberfrom", "senderemail", "creatorname",
        "speakername", "المتحدث", "جهةالاتصال", "nadawca", "verzender", "имя", "发言人", "사용자", "이름", "von",
        "gönderici", "от", "откого", "accountname", "الطرفالمرسل", "اسمجهةالاتصال", "pushname", "notifyname",
        "送信者名", "发送者名称", "發送者名稱", "strtalker",
    ),
    "time": (
        "time", "timestamp", "datetime", "dateandtime", "sentat", "senttime", "sent", "created", "createdat",
        "createat", "messagedate", "timestampms", "datesent", "sentdatetime", "messagetime", "timesent", "timestamputc",
        "utctimestamp", "utctime", "localtime", "senton", "postedat", "timestamptime", "ts", "createddate",
        "datetimeutc", "arrivaltime", "originalarrivaltime", "originserverts", "createddatetime", "createtime",
        "createdtime", "sendtime", "messagetimestamp", "dateunixtime", "unixtime", "epoch", "الوقت", "وقت",
        "التاريخوالوقت", "الوقتوالتاريخ", "وقتالإرسال", "وقتالارسال", "الطابعالزمني", "وقتالرسالة", "کات", "زمان",
        "heure", "dateetheure", "dateheure", "hora", "fechayhora", "fechahora", "zeit", "uhrzeit", "zeitstempel",
        "datumuhrzeit", "zaman", "saat", "tarihvesaat", "tarihsaat", "datahora", "dataeora", "dataora", "время",
        "датаивремя", "ora", "messagesentdatetime", "时间", "時間", "時刻", "送信時刻", "发送时间", "시간", "timeutc",
        "datetimesent", "senddate", "senttimestamp", "eventtime", "strtime", "createdutc", "timelocal", "timetime",
        "msgtime", "msgdate", "localtimestamp", "الساعة", "تاريخووقت", "وقتوتاريخ", "dated'envoi", "dated’envoi",
        "日時", "送信日時", "تاريخووقتالإرسال", "تاريخووقتالارسال", "تاريخووقتالرسالة", "التوقيت", "ساعت",
        "datecreated",
    ),
    "date": (
        "date", "day", "sentdate", "timestampdate", "التاريخ", "تاريخ", "تاريخالإرسال", "تاريخالارسال", "تاريخالرسالة",
        "اليوم", "بەروار", "تاریخ", "fecha", "datum", "tarih", "дата", "日期", "日付", "送信日", "날짜", "data",
        "dateutc", "date1", "timedate", "received", "datereceived", "receivedat", "ڕێکەوت", "ڕۆژ",
    ),
    "chat": (
        "chat", "conversation", "chatname", "conversationid", "chatid", "thread", "threadid", "chattitle", "channel",
        "conversationtitle", "chatsession", "group", "groupname", "room", "المحادثة", "محادثة", "الدردشة", "دردشة",
        "المجموعة", "اسمالمحادثة", "گفتوگۆ",
    ),
}  # fmt: skip

LEVEL: Final = frozenset(("level", "loglevel", "levelname", "severity", "lvl"))
"""Columns that only a machine's log has, beside texts that nobody sent."""

MACHINE: Final = frozenset(("hostname", "pid"))
"""What such a log says of its writer, where a column of it could pass for a name."""

DIRECTION: Final = (
    "direction", "messagedirection", "folder", "box", "messagetype", "type", "الاتجاه", "اتجاه", "نوعالرسالة", "النوع",
    "tipo", "richtung", "typ",
)  # fmt: skip
"""Columns whose words may say that a message was sent and not received."""

OUTGOING: Final = frozenset((
    "outgoing", "sent", "out", "outbound", "sentmessage", "outbox", "صادر", "صادرة", "الصادر", "الصادرة", "مرسل",
    "مرسلة", "المرسلة", "enviado", "saliente", "gesendet", "ausgehend", "envoyé", "sortant", "inviato",
))  # fmt: skip
"""The words that say so."""

NOTICES: Final = frozenset(("notification", "system", "systemmessage", "service", "servicemessage"))
"""The words of such a column that tell of what the app wrote itself."""

OWN: Final = ("isfromme", "fromme", "issender", "isoutgoing", "issent", "isown")
"""Columns that say by yes or no whether the phone's owner wrote."""

INCOMING: Final = ("isincoming", "incoming", "isreceived")
"""Columns that say by yes or no whether the other side wrote."""

CORRESPONDENT: Final = frozenset((
    "contact", "contactname", "name", "address", "phone", "phonenumber", "number", "handle", "handleid", "الاسم",
    "اسم", "رقمالهاتف", "الرقم", "strtalker",
))  # fmt: skip
"""Columns that name the other side whichever way a message went, if the table has a direction."""

ANDROID: Final = frozenset(("address", "type", "body"))
"""What Android calls the columns of its texts, of which the type is a number."""

ANDROID_SENT: Final = "2"
"""The type of a text that went out."""
