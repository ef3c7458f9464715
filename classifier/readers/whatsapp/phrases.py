"""Sentences that WhatsApp itself writes, as patterns on text without invisible marks.

English and Arabic wordings were seen in exports (Arabic ones also in the app's own strings); a few
other languages are here because their exports are handed over too.
"""

import re
from typing import Final

from classifier.readers.scan.clock import bare

WITHHELD: Final = re.compile(
    r"(?:.{0,200}\s)??(?:(?:image|video|video note|audio|voice message|GIF|sticker|document|Contact card)\s+omitted"
    r"|(?:imagen|v[ií]deo|audio|GIF|sticker|documento|tarjeta de contacto) omitid[oa]"
    r"|(?:Bild|Video|Videonachricht|Audio|GIF|Sticker|Dokument|Kontaktkarte) weggelassen"
    r"|(?:image|vidéo|audio|GIF|sticker|document|fiche contact) (?:absente?|omise?)"
    r"|(?:immagine|video|audio|GIF|sticker|documento|scheda contatto) omess[oa]"
    r"|(?:imagem|vídeo|áudio|GIF|figurinha|documento|cartão do contato) (?:ocultad|omitid)[oa]"
    r"|(?:afbeelding|video|audio|GIF|sticker|document|contactkaart) weggelaten"
    r"|(?:görüntü|resim|video|ses|GIF|çıkartma|belge|kişi kartı) dahil edilmedi"
    r"|(?:изображение|видео|аудиофайл|аудио|GIF|стикер|документ|карточка контакта) (?:отсутствует|пропущено?)"
    r"|(?:gambar|video|audio|GIF|stiker|dokumen) tidak disertakan"
    r"|(?:画像|動画|ビデオ|音声|オーディオ|GIF|スタンプ|ステッカー|ドキュメント)は?(?:含まれていません|除外されました)"
    r"|(?:이미지|사진|동영상|오디오|GIF|스티커|문서)[를을]? ?(?:생략|제외했습니다)"
    r"|(?:[忽省]略)(?:圖像|圖片|图像|图片|影片|视频|音訊|音频|贴图|貼圖|文件|檔案)"
    r"|(?:圖像|圖片|图像|图片|影片|视频|音訊|音频|贴图|貼圖|文件|檔案)已?(?:省略|忽略|略過)"
    r"|(?:התמונה|תמונה|הסרטון|סרטון|השמע|המסמך|סטיקר) הושמטה?)",
    re.IGNORECASE | re.DOTALL,
)
"""What an iPhone writes for a medium that was not exported; a document's name may stand before it."""

OMITTED: Final = (
    *("omitted", "omitido", "omitida", "weggelassen", "absent", "absente", "omis", "omise", "omesso", "omessa"),
    *("ocultado", "ocultada", "weggelaten", "edilmedi", "отсутствует", "пропущен", "пропущено", "disertakan"),
    *("ません", "されました", "생략", "제외했습니다", "הושמט", "הושמטה", "圖像", "圖片", "图像"),
    *("图片", "影片", "视频", "音訊", "音频", "贴图", "貼圖", "文件", "檔案", "省略", "忽略", "略過"),
)
"""How such a body ends."""

MEDIA: Final = re.compile(
    r"<(?:Media omitted|تم استبعاد الوسائط|Medien ausgeschlossen|Médias omis|Multimedia omitido"
    r"|Medya dahil edilmedi|Media omessi|Arquivo de mídia oculto|رسانه حذف شد|Mídia oculta"
    r"|Ficheiro não revelado|Media weggelaten|Без медиафайлов|Медиафайл пропущен"
    r"|Медіа пропущено|省略多媒體檔|媒体文件已省略|忽略多媒體檔案|미디어 파일을 제외했습니다|メディアなし"
    r"|Media tidak disertakan"
    r"|המדיה לא נכללה|Pominięto multimedia|Média byla vynechána|Mediet er udeladt|Media har utelämnats|Mediafil utelatt"
    r"|मीडिया (?:शामिल नहीं है|के बिना)|省略多媒体文件|メディアは含まれていません"
    r"|Mediefil utelatt|Média vynechána|Hiányzó médiafájl"
    r"|Fișiere media omise|Media poistettu|Media jätettiin pois|Медията е пропусната"
    r"|Τα μέσα παραλείφθηκαν|Εξαίρεση πολυμέσων|Bỏ qua tệp phương tiện|Archivo omitido"
    r"|Mitjans omesos|Αρχείο παραλείφθηκε|View once .{0,20}omitted"
    r"|(?=[^<> \n]{1,20} )(?=[^<>\n]{0,30}(?:\b(?:multi)?m[eéè]di[aeij]|медиа|медіа|πολυμέσ|وسائط|رسانه"
    r"|میڈیا|میدیا|मीडिया|미디어|メディア))[^<>\n\d]{5,40})>"
    r"|(?:.{0,200}\s)?لم يتم إدراج .{0,40}|تم حذف الملصقات"
    r"|(?:.{0,2000}\s)?<(?:(?:attached|المُرفق|المرفق|مرفق|Anhang|pièce jointe|adjunto|allegato|anexado)"
    r"\s?:[^<>\n]{1,200}|[^<>:：\n]{2,25}[:：]\s?[^<>\n]{1,200}\.\w{2,5})>.*"
    r"|(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\.\w{2,5} \([^()\n]{2,40}\).*"
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
    r"|Deze (?:boodschap|chat) is verwijderd|Denne (?:besked|meldingen) ble? ?slettet|Det här meddelandet raderades"
    r"|Ta wiadomość została usunięta|Usunięto tę wiadomość|Táto správa bola odstránená|Tato zpráva byla smazána"
    r"|Acest mesaj a fost șters|Ezt az üzenetet törölték|Tämä viesti poistettiin|Це повідомлення (?:було )?видалено"
    r"|यह मैसेज (?:मिटाया गया था|डिलीट किया गया)|आपने (?:यह|इस) मैसेज (?:को )?(?:मिटाया|मिटा दिया)"
    r"|このメッセージは削除されました|삭제된 메시지입니다|메시지가 삭제되었습니다|Tin nhắn này đã bị xóa"
    r"|Mensagem apagada|Esta mensagem foi apagada|این پیام حذف شد)\.?",
    re.IGNORECASE,
)
"""What stands where a message was taken back. A sticker's "تم حذف الملصقات" is none of these."""

CALL: Final = re.compile(
    r"(?:(?:Missed|Silenced|Declined|Cancelled) )?(?:group )?(?:voice|video) call\b.{0,60}|Missed call.{0,40}"
    r"|(?:Llamada|Videollamada) .{0,12}perdida.{0,30}|Chamada de (?:voz|vídeo) perdida.{0,30}"
    r"|Chiamata (?:vocale|video).{0,12} persa.{0,30}|Videochiamata persa.{0,30}|(?:Gemiste|Gemist) .{0,20}oproep.{0,30}"
    r"|Cevapsız .{0,12}arama.{0,30}|Пропущенный (?:аудио|видео)?звонок.{0,30}"
    r"|Panggilan (?:suara|video) tak terjawab.{0,30}"
    r"|未接(?:语音|語音|視訊|视频|影像).{0,30}|不在着信.{0,30}|부재중 .{0,30}|שיחת? .{0,12}שלא נענתה.{0,30}"
    r"|مكالمة (?:صوتية|فيديو|جماعية).{0,60}|(?:Verpasster|Appel) .{0,20}(?:anruf|manqué).{0,30}",
    re.IGNORECASE,
)

EDITED: Final = re.compile(
    r"\s*<(?:This message was edited|تم تعديل هذه الرسالة|Diese Nachricht wurde bearbeitet|Ce message a été modifié"
    r"|Se editó este mensaje|Mensagem editada|Esta mensagem foi editada|Bu mesaj düzenlendi|Dit bericht is bewerkt"
    r"|Questo messaggio è stato modificato|(?:Данное )?[Сс]ообщение изменено|Pesan ini diedit)\.?>$",
    re.IGNORECASE,
)

NOTICE: Final = re.compile(
    r"(?:Messages and calls are|Messages (?:to|you send to) this .{1,30} are) (?:now )?.{0,12}end-to-end"
    r"|Messages to this chat and calls are now secured|.{0,60}end-to-end encrypt"
    r"|Your security code with |.{1,60}security code (?:with .{1,60})?changed"
    r"|الرسائل والمكالمات مشف|(?:إن|باتت) الرسائل|تغي[ّ]?ر رمز أمانك|.{0,60}مشف[ّ]?رة (?:تماما|بالكامل)"
    r"|Nachrichten und Anrufe sind|Les messages et (?:les )?appels sont|Los mensajes y las llamadas están"
    r"|Mesajlar ve aramalar|As mensagens e (?:as |ligaç|chamadas)|Messaggi e chiamate|I messaggi e le chiamate"
    r"|Berichten en (?:gesprekken|oproepen)|Сообщения и звонки|Повідомлення [йі] дзвінки|Pesan dan panggilan"
    r"|Wiadomości i połączenia|मैसेज और कॉल|ההודעות והשיחות|訊息和通話|消息和通话|訊息與通話"
    r"|メッセージと通話|메시지와 통화|پیام‌ها و تماس‌ها|Meddelanden och samtal|Beskeder og opkald"
    r"|Viestit ja puhelut|Meldinger og (?:anrop|samtaler)"
    r"|Zprávy a hovory|Az üzenetek és a hívások|Mesajele și apelurile|Τα μηνύματα και οι κλήσεις",
    re.IGNORECASE,
)
"""Sentences about encryption, which carry a sender on an iPhone and need no mark to be known."""

POLL: Final = re.compile(
    r"(?:POLL|EVENT|تصويت|استطلاع(?: (?:ال)?رأي)?|مناسبة|UMFRAGE|ENCUESTA|SONDAGE|ENQUETE|SONDAGGIO|PEILING|ANKET|ОПРОС"
    r"|POLLING|SONDEO|نظرسنجی|رای‌گیری|ڕاپرسی|投票|アンケート|투표|סקר)\s?[:：]\s?",
    re.IGNORECASE,
)
"""How a poll or an event begins that somebody sent; its lines of choices follow."""

EVENT: Final = re.compile(
    r".{0,120}(?:\bcreated (?:this )?group\b|\b(?:created|started) (?:a |an |the )?(?:poll|event)\b"
    r"|\badded\b|\bremoved\b|\bleft\b|\bjoined\b|\bwas added\b"
    r"|\bchanged (?:the|this|their|to|his|her|your)\b|\bdeleted this group|now an admin|no longer an admin"
    r"|\bpinned a message|\bturned (?:on|off)\b|disappearing messages|message timer|\bblocked this"
    r"|\bunblocked\b|\byou'?re now\b|business account|\bset this group"
    r"|أنشأ|أضاف|أضفت|أزال|أزلت|غادر|غي[ّ]?رت?|انضم|أصبح|ثب[ّ]ت|قام|حظرت"
    r"|الرسائل المختفية|الرسائل ذاتية الاختفاء"
    r"|olarak değiştirdi|grubu oluşturdu|ekledi|ayrıldı|çıkardı|katıldı"
    r"|\bhat .{0,80}(?:hinzugefügt|erstellt|entfernt|verlassen|geändert)|hinzugefügt"
    r"|\ba (?:créé|ajouté|retiré|supprimé|quitté|changé|modifié|rejoint)\b|\best parti"
    r"|\b(?:creó|añadió|eliminó a|salió del grupo|cambió|se unió)\b"
    r"|\bha (?:creato|aggiunto|rimosso|abbandonato|cambiato|modificato)\b"
    r"|\b(?:criou|adicionou|removeu|saiu|mudou|entrou usando|alterou)\b"
    r"|\bheeft .{0,80}(?:gemaakt|toegevoegd|verwijderd|verlaten|gewijzigd)"
    r"|создала? группу|добавила?|удалила?|покинула?|вышел|вышла|изменила?"
    r"|membuat grup|menambahkan|mengeluarkan|\bkeluar\b|יצר|הוסיף|הסיר|עזב|שינה)",
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
