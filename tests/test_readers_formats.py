"""Random chats written in the grammar of each format that is not a line log, and read back whole."""

import csv
import html
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_readers_round_trips import read_bytes, words

BAGHDAD = timedelta(hours=3)
names = st.sampled_from(["نور", "سيف الدين", "أم علي 🌷", "Zaid-1", "سعد"])
times = st.integers(0, 300_000_000).map(lambda seconds: datetime(2015, 1, 13, tzinfo=UTC) + timedelta(seconds=seconds))
# Bodies begin with a plain word and hold single spaces, as an app that trims and wraps would show them.
spoken = words.map(lambda text: " ".join(f"كلام {text}".split()))
bodies = st.lists(spoken, min_size=1, max_size=3).map("\n".join)


@dataclass(frozen=True)
class Line:
    sender: str
    sent_at: datetime
    body: str


chats = st.lists(st.builds(Line, names, times, bodies), min_size=1, max_size=8)


def local(line):
    return line.sent_at.astimezone(UTC) + BAGHDAD


def half_day(when, *, narrow=""):
    return f"{when.hour % 12 or 12}:{when:%M:%S}{narrow}{'pm' if when.hour >= 12 else 'am'}"


def as_json(root):
    return json.dumps(root, ensure_ascii=False, indent=1)


def discord_json(chat):
    rows = [
        {
            "id": str(number), "type": "Default", "timestamp": local(line).strftime("%Y-%m-%dT%H:%M:%S+03:00"),
            "timestampEdited": None, "content": line.body, "author": {"id": "1", "name": line.sender, "nickname": None},
            "attachments": [],
        }
        for number, line in enumerate(chat)
    ]  # fmt: skip
    return as_json({"guild": {"name": "x"}, "channel": {"id": "5", "name": "سيف"}, "messages": rows})


def discord_csv(chat):
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    out.write("\ufeffAuthorID,Author,Date,Content,Attachments,Reactions\n")
    for line in chat:
        writer.writerow(["1", line.sender, local(line).strftime("%Y-%m-%dT%H:%M:%S.0000000+03:00"), line.body, "", ""])
    return out.getvalue()


def discord_txt(chat):
    rule = "=" * 62
    told = "".join(f"[{line.sent_at:%d/%m/%Y %I:%M %p}] {line.sender}\n{line.body}\n\n" for line in chat)
    head = f"{rule}\nGuild: Direct Messages\nChannel: سيف\n{rule}\n\n"
    return f"{head}{told}{rule}\nExported {len(chat)} message(s)\n{rule}\n"


def discord_html(chat):
    told = "".join(
        '<div class="chatlog__message-group">\n<div class="chatlog__message-container"><div class="chatlog__message">\n'
        f'<span class="chatlog__author" title="x">{html.escape(line.sender)}</span>'
        f'<span class="chatlog__timestamp" title="{line.sent_at:%A, %B %d, %Y %I:%M %p}">12:34</span>\n'
        f'<div class="chatlog__content">{broken_lines(line.body)}</div>\n</div></div>\n</div>\n'
        for line in chat
    )
    return f"<html><head><title>سيف</title></head><body>\n{told}</body></html>\n"


def messenger_json(chat):
    def broken(text):
        return text.encode("utf-8").decode("latin-1")

    rows = [
        {"sender_name": broken(line.sender), "timestamp_ms": int(line.sent_at.timestamp() * 1000),
         "content": broken(line.body), "is_geoblocked_for_viewer": False}
        for line in reversed(chat)
    ]  # fmt: skip
    people = [{"name": broken(name)} for name in dict.fromkeys(line.sender for line in chat)]
    root = {"participants": people, "messages": rows, "title": broken("سيف"), "thread_path": "inbox/saif_1"}
    return json.dumps(root, indent=2)


def messenger_e2ee(chat):
    rows = [
        {"senderName": line.sender, "text": line.body, "timestamp": int(line.sent_at.timestamp() * 1000),
         "type": "text", "isUnsent": False, "media": [], "reactions": []}
        for line in chat
    ]  # fmt: skip
    people = list(dict.fromkeys(line.sender for line in chat))
    return as_json({"participants": people, "threadName": "سيف_1", "messages": rows})


def messenger_html(chat):
    told = "".join(
        f'<div class="_a6-g"><div class="_2ph_ _a6-h _a6-i">{html.escape(line.sender)}</div>'
        f'<div class="_2ph_ _a6-p"><div><div></div><div>{broken_lines(line.body)}</div><div></div></div></div>'
        f'<div class="_3-94 _a6-o"><div class="_a72d">{line.sent_at:%b %d, %Y} {half_day(line.sent_at)}</div></div>'
        f"</div>\n"
        for line in reversed(chat)
    )
    head = '<!DOCTYPE html>\n<html><head><title>نور</title></head><body><div class="_a706" role="main">\n'
    return f"{head}{told}</div></body></html>\n"


def telegram_html(chat):
    told = "".join(
        f'<div class="message default clearfix" id="message{number}">\n<div class="body">\n'
        f'<div class="pull_right date details" title="{local(line):%d.%m.%Y %H:%M:%S} UTC+03:00">\n10:00\n</div>\n'
        f'<div class="from_name">\n{html.escape(line.sender)}\n</div>\n'
        f'<div class="text">\n{broken_lines(line.body)}\n</div>\n</div>\n</div>\n'
        for number, line in enumerate(chat, 1)
    )
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<title>Exported Data</title>\n</head>\n<body>\n<div class="page_wrap">\n'
        '<div class="page_header">\n<div class="content">\n<div class="text bold">\nسيف\n</div>\n</div>\n</div>\n'
        f'<div class="page_body chat_page">\n<div class="history">\n{told}</div>\n</div>\n</div>\n</body>\n</html>\n'
    )


def broken_lines(body):
    return html.escape(body, quote=False).replace("\n", "<br>")


def snapchat(chat):
    rows = [
        {"From": line.sender, "Media Type": "TEXT", "Created": f"{line.sent_at:%Y-%m-%d %H:%M:%S} UTC",
         "Content": line.body, "Conversation Title": None, "IsSender": False,
         "Created(microseconds)": int(line.sent_at.timestamp() * 1000)}
        for line in reversed(chat)
    ]  # fmt: skip
    return as_json({"saif_x": rows})


def tiktok(chat):
    rows = [
        {"Date": f"{line.sent_at:%Y-%m-%d %H:%M:%S}", "From": line.sender, "Content": line.body}
        for line in reversed(chat)
    ]
    history = {"ChatHistory": {"Chat History with saif_x:": rows}}
    return as_json({"Direct Message": {"Direct Messages": history}})


def tiktok_txt(chat):
    told = "".join(f"{line.sent_at:%Y-%m-%d %H:%M:%S} UTC {line.sender}: {line.body}\n" for line in chat)
    return f">>> Chat History with saif_x::\n{told}\n"


def sms(chat):
    told = "".join(
        f"  <sms address={quoteattr('+9647000000011')} date='{int(line.sent_at.timestamp() * 1000)}' type='1' "
        f"body={quoteattr(line.body, {chr(10): '&#10;'})} contact_name={quoteattr(line.sender)} />\n"
        for line in chat
    )
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
    return f'{head}<smses count="{len(chat)}">\n{told}</smses>\n'


def viber(chat):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in chat:
        row = [f"{line.sent_at:%d/%m/%Y}", f"{line.sent_at:%H:%M:%S}", line.sender, "+9647000000011", line.body]
        writer.writerow(row)
    return out.getvalue()


def signal(chat):
    return "".join(f"[{line.sent_at:%Y-%m-%d, %H:%M}] {line.sender}: {line.body}\n" for line in chat)


def signal_html(chat):
    told = "".join(
        f'    <div class="msg">\n     <span class="date">\n      {line.sent_at:%Y-%m-%d}\n     </span>\n'
        f'     <span class="time">\n      {line.sent_at:%H:%M}\n     </span>\n'
        f'     <span class="sender">\n      {html.escape(line.sender)}\n     </span>\n'
        f'     <span class="body">\n      <p>\n       {broken_lines(line.body)}\n      </p>\n     </span>\n    </div>\n'
        for line in chat
    )
    return f"<html>\n <head>\n  <title>\n   سيف\n  </title>\n </head>\n <body>\n{told} </body>\n</html>\n"


def imessage_txt(chat):
    stamps = [f"{line.sent_at:%b %d, %Y} {line.sent_at.hour % 12 or 12:2}:{line.sent_at:%M:%S %p}" for line in chat]
    return "".join(f"{stamp}\n{line.sender}\n{line.body}\n\n" for stamp, line in zip(stamps, chat, strict=True))


def imessage_html(chat):
    told = "".join(
        f'<div class="message">\n<div class="received">\n<p><span class="timestamp">{stamp(line.sent_at)}</span>\n'
        f'<span class="sender">{html.escape(line.sender)}</span>\n</p>\n'
        f'<div class="message_part"><span class="bubble">{broken_lines(line.body)}</span></div>\n</div>\n</div>\n'
        for line in chat
    )
    return f"<html>\n{told}</html>\n"


def stamp(when):
    return f"{when:%b %d, %Y} {when.hour % 12 or 12}:{when:%M:%S %p}"


def cellebrite_xml(chat):
    told = "".join(
        f'<model type="InstantMessage" id="m{number}" deleted_state="Intact">\n<modelField name="From" type="Party">'
        f'<model type="Party"><field name="Identifier"><value>964</value></field><field name="Name"><value>'
        f"{escape(line.sender)}</value></field></model></modelField>\n"
        f'<field name="Body"><value>{escape(line.body)}</value></field>\n<field name="TimeStamp">'
        f'<value type="TimeStamp">{local(line):%Y-%m-%dT%H:%M:%S}.000+03:00</value></field>\n</model>\n'
        for number, line in enumerate(chat)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<project xmlns="http://pa.cellebrite.com/report/2.0" name="x">\n'
        '<decodedData>\n<modelType type="Chat">\n<model type="Chat" id="a1" deleted_state="Intact">\n'
        '<field name="Source" type="String"><value type="String">WhatsApp</value></field>\n'
        '<multiModelField name="Messages" type="InstantMessage">\n'
        f"{told}</multiModelField>\n</model>\n</modelType>\n</decodedData></project>\n"
    )


def workbook(*rows, sheet="Sheet1"):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(out)
    return out.getvalue()


def table_xlsx(chat):
    rows = [[line.sender, line.body, f"{line.sent_at:%Y-%m-%d %H:%M:%S}"] for line in chat]
    return workbook(["المرسل", "الرسالة", "الوقت"], *rows)


def cellebrite_xlsx(chat):
    head = ["#", "Chat #", "Identifier", "Name", "Participants", "Source", "Instant Message #", "From", "To", "Body",
            "Timestamp: Date", "Timestamp: Time", "Deleted - Instant Message"]  # fmt: skip
    rows = [
        ["1", "1", "id1", "", "x", "WhatsApp", str(number), line.sender, "", line.body, f"{local(line):%d/%m/%Y}",
         f"{local(line):%d/%m/%Y %H:%M:%S}(UTC+3)", ""]
        for number, line in enumerate(chat, 1)
    ]  # fmt: skip
    return workbook(["Chats (1)"], head, *rows, sheet="Chats")


def jsonl(chat):
    rows = ({"text": line.body, "sender": line.sender, "time": line.sent_at.isoformat()} for line in chat)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def sms_ndjson(chat):
    rows = (
        {"_id": str(number), "thread_id": str(number), "address": "+9647000000011", "type": "1", "date_sent": "0",
         "date": str(int(line.sent_at.timestamp() * 1000)), "body": line.body, "__display_name": line.sender}
        for number, line in enumerate(chat)
    )  # fmt: skip
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def whatsapp_exporter(chat):
    rows = {
        str(number): {"from_me": False, "timestamp": int(line.sent_at.timestamp()), "media": False, "key_id": "3EB",
                      "meta": False, "data": line.body.replace("\n", " <br>"), "sender": line.sender, "caption": None}
        for number, line in enumerate(chat)
    }  # fmt: skip
    return as_json({"964@g.us": {"name": "سيف", "messages": rows}})


def signal_jsonl(chat):
    people = list(dict.fromkeys(line.sender for line in chat))
    frames = [
        {"version": "1", "backupTimeMs": "1740727000000"},
        *({"recipient": {"id": f"{n}", "contact": {"profileGivenName": name}}} for n, name in enumerate(people)),
        {"chat": {"id": "1", "recipientId": "0"}},
        *(
            {"chatItem": {"chatId": "1", "authorId": f"{people.index(line.sender)}", "incoming": {},
                          "dateSent": f"{int(line.sent_at.timestamp() * 1000)}",
                          "standardMessage": {"text": {"body": line.body}}}}
            for line in chat
        ),
    ]  # fmt: skip
    return "".join(json.dumps(frame, ensure_ascii=False) + "\n" for frame in frames)


def hangouts(chat):
    people = list(dict.fromkeys(line.sender for line in chat))
    told = {"participant_data": [{"id": {"gaia_id": f"{n}"}, "fallback_name": name} for n, name in enumerate(people)]}
    events = [
        {"sender_id": {"gaia_id": f"{people.index(line.sender)}"}, "timestamp": f"{line.sent_at.timestamp():.0f}000000",
         "chat_message": {"message_content": {"segment": [{"type": "TEXT", "text": line.body}]}}}
        for line in chat
    ]  # fmt: skip
    return as_json({"conversations": [{"conversation": {"conversation": told}, "events": events}]})


def line_txt(chat):
    def quoted(text):
        return '"' + text.replace('"', '""') + '"' if "\n" in text else text

    told = "".join(
        f"{line.sent_at:%Y/%m/%d(%a)}\n{line.sent_at:%H:%M}\t{line.sender}\t{quoted(line.body)}\n\n" for line in chat
    )
    return f"[LINE] Chat history with سيف\nSaved on: 2025/03/01 10:00\n\n{told}"


def kakaotalk(chat):
    stamps = [
        f"{line.sent_at:%Y}년 {line.sent_at.month}월 {line.sent_at.day}일 "
        f"{'오후' if line.sent_at.hour >= 12 else '오전'} {line.sent_at.hour % 12 or 12}:{line.sent_at:%M}"
        for line in chat
    ]
    told = "".join(f"{stamp}, {line.sender} : {line.body}\n" for stamp, line in zip(stamps, chat, strict=True))
    return f"سيف 님과 카카오톡 대화\n저장한 날짜 : {stamps[0]}\n\n\n{told}"


def slack(chat):
    rows = [
        {"type": "message", "user": f"U{line.sender}", "text": html.escape(line.body, quote=False),
         "ts": f"{line.sent_at.timestamp():.0f}.000000", "user_profile": {"display_name": line.sender}}
        for line in chat
    ]  # fmt: skip
    return as_json(rows)


def twitter(chat):
    rows = [
        {"messageCreate": {"senderId": line.sender, "text": line.body, "mediaUrls": [],
                           "createdAt": f"{line.sent_at:%Y-%m-%dT%H:%M:%S}.000Z"}}
        for line in reversed(chat)
    ]  # fmt: skip
    told = [{"dmConversation": {"conversationId": "1-2", "messages": rows}}]
    return f"window.YTD.direct_messages.part0 = {as_json(told)}"


def skype(chat):
    rows = [
        {"id": "1", "displayName": line.sender, "originalarrivaltime": f"{line.sent_at:%Y-%m-%dT%H:%M:%S}.0Z",
         "messagetype": "RichText", "content": html.escape(line.body), "from": f"8:{line.sender}"}
        for line in reversed(chat)
    ]  # fmt: skip
    return as_json({"userId": "8:x", "conversations": [{"id": "8:y", "displayName": "Y", "MessageList": rows}]})


def google_chat(chat):
    rows = [
        {"creator": {"name": line.sender}, "text": line.body,
         "created_date": f"{line.sent_at:%A, %d %B %Y} at {line.sent_at:%H:%M:%S} UTC"}
        for line in chat
    ]  # fmt: skip
    return as_json({"messages": rows})


def google_voice(chat):
    told = "".join(
        f'<div class="message"><abbr class="dt" title="{local(line):%Y-%m-%dT%H:%M:%S}.000+03:00">x</abbr>:\n'
        f'<cite class="sender vcard"><a class="tel" href="tel:+1"><span class="fn">{html.escape(line.sender)}</span>'
        f"</a></cite>:\n<q>{broken_lines(line.body)}</q></div>\n"
        for line in chat
    )
    return f'<html><body><div class="hChatLog hfeed">\n{told}</div></body></html>\n'


def snapchat_html(chat):
    told = "".join(
        f"<div><h4>{html.escape(line.sender)}</h4><h6>TEXT</h6><p>{broken_lines(line.body)}</p>\n"
        f"<h6>{line.sent_at:%Y-%m-%d %H:%M:%S} UTC</h6></div>\n"
        for line in reversed(chat)
    )
    return f'<html><body><div class="rightpanel">\n{told}</div></body></html>\n'


def signal_backup_html(chat):
    told = "".join(
        f'<div class="msg msg-incoming"><span class="msg-name">{html.escape(line.sender)}</span>\n'
        f"<div><pre>{html.escape(line.body)}</pre></div>\n"
        f'<div class="footer"><span class="msg-data">{line.sent_at:%b %d, %Y %H:%M:%S}</span></div></div>\n'
        for line in chat
    )
    return f'<html><body><div class="conversation-box">\n{told}</div></body></html>\n'


def whatsapp_exporter_html(chat):
    told = "".join(
        f'<div class="flex justify-center"><div>{line.sent_at:%Y-%m-%d}</div></div>\n'
        f'<div class="flex justify-start items-center group"><div class="shadow-sm"><p>{broken_lines(line.body)}</p>\n'
        f'<div class="text-[10px]"><span>{html.escape(line.sender)}</span><span>{line.sent_at:%H:%M}</span></div>'
        f"</div></div>\n"
        for line in chat
    )
    return f'<html><title>Whatsapp - x</title><body class="bg-whatsapp">\n{told}</body></html>\n'


def table_html(chat):
    told = "".join(
        f"<tr><td>{line.sent_at:%Y-%m-%d %H:%M:%S}</td><td>{html.escape(line.sender)}</td>\n"
        f"<td>{broken_lines(line.body)}</td></tr>\n"
        for line in chat
    )
    return f"<table>\n<tr><th>الوقت</th><th>المرسل</th><th>الرسالة</th></tr>\n{told}</table>\n"


def table_xml(chat):
    told = "".join(
        f"<message><date>{line.sent_at:%Y-%m-%d %H:%M:%S}</date><from>{escape(line.sender)}</from>\n"
        f"<text>{escape(line.body)}</text></message>\n"
        for line in chat
    )
    return f"<messages>\n{told}</messages>\n"


@dataclass(frozen=True)
class Grammar:
    """How a format writes a chat, the end of its file's name, and how exactly it states times."""

    write: Callable
    suffix: str
    zone_known: bool = True
    exact_to: timedelta = timedelta(seconds=1)


MINUTE = timedelta(minutes=1)
GRAMMARS = {
    "cellebrite xlsx": Grammar(cellebrite_xlsx, ".xlsx"),
    "cellebrite xml": Grammar(cellebrite_xml, ".xml"),
    "discord csv": Grammar(discord_csv, ".csv"),
    "discord html": Grammar(discord_html, ".html", zone_known=False, exact_to=MINUTE),
    "discord json": Grammar(discord_json, ".json"),
    "discord txt": Grammar(discord_txt, ".txt", zone_known=False, exact_to=MINUTE),
    "google chat": Grammar(google_chat, ".json"),
    "google voice": Grammar(google_voice, ".html"),
    "hangouts": Grammar(hangouts, ".json"),
    "imessage html": Grammar(imessage_html, ".html", zone_known=False),
    "imessage txt": Grammar(imessage_txt, ".txt", zone_known=False),
    "jsonl": Grammar(jsonl, ".jsonl"),
    "kakaotalk": Grammar(kakaotalk, ".txt", zone_known=False, exact_to=MINUTE),
    "line": Grammar(line_txt, ".txt", zone_known=False, exact_to=MINUTE),
    "messenger e2ee": Grammar(messenger_e2ee, ".json"),
    "messenger html": Grammar(messenger_html, ".html", zone_known=False),
    "messenger json": Grammar(messenger_json, ".json"),
    "signal": Grammar(signal, ".md", zone_known=False, exact_to=MINUTE),
    "signal backup html": Grammar(signal_backup_html, ".html", zone_known=False),
    "signal html": Grammar(signal_html, ".html", zone_known=False, exact_to=MINUTE),
    "signal jsonl": Grammar(signal_jsonl, ".jsonl"),
    "skype": Grammar(skype, ".json"),
    "slack": Grammar(slack, ".json"),
    "sms": Grammar(sms, ".xml"),
    "sms ndjson": Grammar(sms_ndjson, ".ndjson"),
    "snapchat": Grammar(snapchat, ".json"),
    "snapchat html": Grammar(snapchat_html, ".html"),
    "table html": Grammar(table_html, ".html", zone_known=False),
    "table xlsx": Grammar(table_xlsx, ".xlsx", zone_known=False),
    "table xml": Grammar(table_xml, ".xml", zone_known=False),
    "telegram html": Grammar(telegram_html, ".html"),
    "tiktok": Grammar(tiktok, ".json"),
    "tiktok txt": Grammar(tiktok_txt, ".txt"),
    "twitter": Grammar(twitter, ".js"),
    "viber": Grammar(viber, ".csv", zone_known=False),
    "whatsapp exporter": Grammar(whatsapp_exporter, ".json"),
    "whatsapp exporter html": Grammar(whatsapp_exporter_html, ".html", zone_known=False, exact_to=MINUTE),
}


@pytest.mark.parametrize("name", GRAMMARS)
@given(chat=chats)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_format(name, chat):
    """Every text, sender and time comes back in order, each from its own lines of the file."""
    grammar = GRAMMARS[name]
    chat = [Line("نور", datetime(2015, 1, 13, 12, 13, 14, tzinfo=UTC), "كلام اول"), *chat]
    written = grammar.write(chat)
    content = written if isinstance(written, bytes) else written.encode("utf-8")
    reading = read_bytes(content, grammar.suffix)
    messages = [message for read in reading.chats for message in read.messages]
    assert sorted((m.sender, m.text) for m in messages) == sorted((line.sender, line.body) for line in chat)
    stated = {(m.sender, m.text): [] for m in messages}
    for message in messages:
        assert (message.sent_at.tzinfo is not None) == grammar.zone_known
        stated[message.sender, message.text].append(message.sent_at)
    for line in chat:
        sent = line.sent_at if grammar.zone_known else line.sent_at.replace(tzinfo=None)
        assert any(timedelta() <= sent - found < grammar.exact_to for found in stated[line.sender, line.body])
    if isinstance(written, str):
        whole = written.split("\n")
        for message in messages:
            own = "\n".join(whole[message.source.first_line - 1 : message.source.last_line])
            assert message.text.split("\n")[0].split()[0] in own or name == "messenger json"
