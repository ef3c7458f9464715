"""Sentences that WhatsApp itself writes, as patterns on text without invisible marks.

English and Arabic wordings were seen in exports (Arabic ones also in the app's own strings); a few
other languages are here because their exports are handed over too.
"""

import re
from typing import Final

from classifier.readers.scan.clock import bare

MEDIA: Final = re.compile(
    r"<(?:Media omitted|تم استبعاد الوسائط|Medien ausgeschlossen|Médias omis|Multimedia omitido"
    r"|Medya dahil edilmedi|Media omessi|Arquivo de mídia oculto|رسانه حذف شد|Mídia oculta"
    r"|Ficheiro não revelado|Media weggelaten|Без медиафайлов|Медиафайл пропущен"
    r"|Медіа пропущено|省略多媒體檔|媒体文件已省略|忽略多媒體檔案|미디어 파일을 제외했습니다|メディアなし"
    r"|Media tidak disertakan"
    r"|המדיה לא נכללה|Pominięto multimedia|Média byla vynechána|Mediet er udeladt|Media har utelämnats|Mediafil utelatt"
    r"|View once .{0,20}omitted)>"
    r"|(?:.{0,200}\s)?(?:image|video|video note|audio|voice message|GIF|sticker|document|Contact card"
    r"|contact card)\s+omitted"
    r"|(?:.{0,200}\s)?لم يتم إدراج .{0,40}|تم حذف الملصقات"
    r"|(?:.{0,2000}\s)?<(?:attached|المُرفق|المرفق|مرفق|Anhang|pièce jointe|adjunto|allegato|anexado)"
    r"\s?:[^<>\n]{1,200}>.*"
    r"|[^\n]{1,200}\.\w{2,5} \((?:file attached|الملف مرفق|ملف مرفق|Datei angehängt|fichier joint"
    r"|archivo adjunto|dosya ekli|file allegato|arquivo anexado)\).*"
    r"|null"
    r"|(?:Location|Live location|موقع|الموقع|Standort|Localisation): https?://.*",
    re.IGNORECASE | re.DOTALL,
)
"""A medium, a document, a contact or a place; a caption may stand beside it."""

DELETED: Final = re.compile(
    r"(?:This message was deleted(?: by admin .{1,80})?|You deleted this message(?: as admin)?"
    r"|تم حذف هذه الرسالة(?: (?:بواسطة|من قبل) .{1,80})?|(?:أنت|لقد) حذَ?فت هذه الرسالة"
    r"|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht|Ce message a été supprimé"
    r"|Se eliminó este mensaje|Eliminaste este mensaje|Bu mesaj silindi|Bu mesajı sildiniz"
    r"|Questo messaggio è stato eliminato|Hai eliminato questo messaggio|Vous avez supprimé ce message"
    r"|Apagou esta mensagem|Você apagou esta mensagem|Dit bericht is verwijderd|Je hebt dit bericht verwijderd"
    r"|(?:Данное )?[Сс]ообщение удалено|Вы удалили (?:данное )?сообщение"
    r"|此訊息已刪除|您已刪除此訊息|此消息已被?删除|您已删除此消息|你已刪除此訊息"
    r"|Pesan ini telah dihapus|Anda (?:telah )?menghapus pesan ini|הודעה זו נמחקה|מחקת הודעה זו"
    r"|Mensagem apagada|Esta mensagem foi apagada|این پیام حذف شد)\.?",
    re.IGNORECASE,
)
"""What stands where a message was taken back. A sticker's "تم حذف الملصقات" is none of these."""

CALL: Final = re.compile(
    r"(?:(?:Missed|Silenced|Declined|Cancelled) )?(?:group )?(?:voice|video) call\b.{0,60}|Missed call.{0,40}"
    r"|مكالمة (?:صوتية|فيديو|جماعية).{0,60}|(?:Verpasster|Appel) .{0,20}(?:anruf|manqué).{0,30}",
    re.IGNORECASE,
)

EDITED: Final = re.compile(r"\s*<(?:This message was edited|تم تعديل هذه الرسالة)\.?>$", re.IGNORECASE)

NOTICE: Final = re.compile(
    r"(?:Messages and calls are|Messages (?:to|you send to) this .{1,30} are) (?:now )?.{0,12}end-to-end"
    r"|Messages to this chat and calls are now secured|.{0,60}end-to-end encrypt"
    r"|Your security code with |.{1,60}security code (?:with .{1,60})?changed"
    r"|الرسائل والمكالمات مشف|(?:إن|باتت) الرسائل|تغي[ّ]?ر رمز أمانك|.{0,60}مشف[ّ]?رة (?:تماما|بالكامل)"
    r"|Nachrichten und Anrufe sind|Les messages et (?:les )?appels sont|Los mensajes y las llamadas están"
    r"|Mesajlar ve aramalar|As mensagens e (?:as )?chamadas|Messaggi e chiamate",
    re.IGNORECASE,
)
"""Sentences about encryption, which carry a sender on an iPhone and need no mark to be known."""

EVENT: Final = re.compile(
    r".{0,120}(?:\bcreated (?:this )?group\b|\badded\b|\bremoved\b|\bleft\b|\bjoined\b|\bwas added\b"
    r"|\bchanged (?:the|this|their|to|his|her|your)\b|\bdeleted this group|now an admin|no longer an admin"
    r"|\bpinned a message|\bturned (?:on|off)\b|disappearing messages|message timer|\bblocked this"
    r"|\bunblocked\b|\byou'?re now\b|business account|\bset this group"
    r"|أنشأ|أضاف|أضفت|أزال|أزلت|غادر|غي[ّ]?رت?|انضم|أصبح|ثب[ّ]ت|قام|حظرت"
    r"|الرسائل المختفية|الرسائل ذاتية الاختفاء"
    r"|olarak değiştirdi|grubu oluşturdu|ekledi|ayrıldı|hinzugefügt"
    r"|a créé|a ajouté|creó|añadió|ha creato)",
    re.IGNORECASE | re.DOTALL,
)
"""What happened to a group or a chat: only believed where a mark or the actor's name goes before."""

DISAPPEARING: Final = re.compile(
    r"disappearing messages|message timer|will disappear|الرسائل المختفية|الرسائل ذاتية الاختفاء|ستختفي",
    re.IGNORECASE,
)

VIEW_ONCE: Final = re.compile(r"null|<?view once .{0,40}|.{0,40}للعرض مرة واحدة.{0,20}", re.IGNORECASE)


def is_notice(text: str) -> bool:
    """Whether a line that looks like `sender: text` is a sentence of the app with a colon in it."""
    return NOTICE.match(bare(text)) is not None


OPENINGS: Final = frozenset(
    words[:3].lower()
    for words in (
        *("Messages", "Message", "This message", "You deleted", "Your security", "Missed", "Silenced"),
        *("Declined", "Cancelled", "Group", "Voice", "Video", "Image", "Audio", "GIF", "Sticker"),
        *("Document", "Contact", "Location", "Live", "View once", "null"),
        *(
            "تم حذف",
            "لقد",
            "أنت",
            "لم يتم",
            "مكالمة",
            "موقع",
            "الموقع",
            "الرسائل",
            "إن الرسائل",
            "باتت",
            "تغير",
        ),
        *("Nachrichten", "Diese", "Du hast", "Verpasster", "Standort", "Les messages", "Ce message", "Appel"),
        *("Localisation", "Se eliminó", "Eliminaste", "Los mensajes", "Bu mesaj", "Mesajlar", "Questo"),
        *("Hai", "Vous", "Apagou", "Você", "Dit", "Je hebt", "Данное", "Сообщение", "Вы удалили", "此訊息", "您已刪除"),
        *("此消息", "您已删除", "你已刪除", "Pesan", "Anda", "הודעה", "מחקת"),
        *("Messaggi", "As mensagens", "Mensagem", "Esta mensagem", "این"),
    )
)
"""The first three letters of every whole body that the app writes, unless a mark or "<" goes before."""
