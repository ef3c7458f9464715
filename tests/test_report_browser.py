import base64
import json
import re
import time
from itertools import pairwise

import pytest
import report_browser
import report_cases
from report_browser import until

from classifier.learning.own_cases import read_own_cases
from classifier.report import publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(report_browser.missing() is not None, reason=str(report_browser.missing())),
]
FOLDS = json.loads((report_cases.CASES / "report_fold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def pages(folder):
    def page(name, chats, **options):
        publish(chats, report_cases.run(), folder / name, **options)
        return (folder / name / "report.html").as_uri()

    return {
        "cases": page("cases", report_cases.verdicts()),
        "hostile": page("hostile", (report_cases.hostile(),)),
        "many": page("many", (report_cases.many(50_000),)),
        "long": page("long", (report_cases.saying("راح انشر صورج " * 2_000),)),
        "redacted": page("redacted", report_cases.verdicts(), redact=True),
    }


@pytest.fixture(scope="module")
def driver(folder):
    with report_browser.browser(folder) as opened:
        yield opened


@pytest.fixture
def at(driver, pages):
    def go(name, place=""):
        report_browser.show(driver, "about:blank")
        report_browser.show(driver, pages[name] + place)
        driver.execute_script("localStorage.clear()")
        report_browser.show(driver, "about:blank")
        report_browser.resize(driver, 1280)
        report_browser.show(driver, pages[name] + place)
        return driver

    return go


def js(driver, script, *values):
    return driver.execute_script(f"return {script}", *values)


def texts(driver, selector):
    return js(driver, "[...document.querySelectorAll(arguments[0])].map((e) => e.innerText.trim())", selector)


def click(driver, selector):
    driver.execute_script("document.querySelector(arguments[0]).click()", selector)


def write(driver, selector, words):
    field = driver.find_element("css selector", selector)
    field.clear()
    field.send_keys(words)


def press(driver, key):
    driver.switch_to.active_element.send_keys(key)


def test_overview_ranks_and_links(at):
    """The first screen ranks the chats, and a row opens its chat's story."""
    driver = at("cases")
    assert texts(driver, ".row .place") == ["1", "2", "3", "4"]
    assert js(driver, "document.querySelectorAll('.story.open').length") == 0
    click(driver, ".row[data-rank='2'] h3 a")
    until(lambda: js(driver, "document.querySelector('#chat-2').classList.contains('open')"), "story open")
    assert not js(driver, "document.querySelector('#overview').offsetHeight")
    assert js(driver, "document.querySelectorAll('#talk .item').length") == 3


def test_language_switches_at_a_click(at):
    """English replaces Arabic everywhere, with the direction, and Arabic comes back."""
    driver = at("cases", "#chat-1")
    assert js(driver, "[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert "الأسباب" in js(driver, "document.body.innerText")
    click(driver, "#language")
    assert js(driver, "[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    shown = js(driver, "document.querySelector('#chat-1').innerText")
    assert "Why" in shown
    assert "الأسباب" not in shown
    assert js(driver, "document.querySelector('.counts').getAttribute('aria-label')") == "Counts"
    assert "threat 93%" in js(driver, "document.querySelector('#talk').innerText")
    click(driver, "#language")
    assert js(driver, "document.querySelector('.counts').getAttribute('aria-label')") == "الحصيلة"


def test_conversation_shows_every_kind_in_place(at):
    """Media, deleted lines, calls and notices stand in the conversation at their place, by side."""
    driver = at("cases", "#chat-1")
    driver.execute_script("talkList.drawAll(16)")
    kinds = js(driver, "[...document.querySelectorAll('#talk .bubble')].map((e) => e.classList[2])")
    assert [kinds[at] for at in (0, 5, 6, 13)] == ["system", "media", "call", "deleted"]
    sides = js(driver, "[...document.querySelectorAll('#talk .bubble')].map((e) => e.classList[1])")
    assert sides[:6] == ["none", "offender", "offender", "offender", "other", "other"]
    left = js(driver, "[...document.querySelectorAll('#talk .bubble')].map((e) => e.getBoundingClientRect().left)")
    assert left[1] > left[4]


def test_highlight_is_exact_after_emoji(at):
    """Highlighted words are those of the evidence, also behind characters of two UTF-16 units."""
    driver = at("cases", "#chat-1")
    assert texts(driver, "#talk .item[data-number='9'] mark") == ["انشرها", "اوديها ل", "أبوج"]
    assert texts(driver, ".key mark.threat")[:2] == ["انشرها", "اوديها ل"]


def test_filters_by_label_sender_and_date(at):
    """Each filter leaves exactly the messages that it names, and clearing brings all back."""
    driver = at("cases", "#chat-1")
    shown = "open.items.map((message) => message[NUMBER])"
    click(driver, "input[name=label][value=demand]")
    assert js(driver, shown) == [11, 13, 15]
    click(driver, "#clear")
    assert len(js(driver, shown)) == 16
    driver.execute_script(
        "const s=document.querySelector('#sender'); s.value='1'; s.dispatchEvent(new Event('change'))"
    )
    assert js(driver, shown) == [5, 6, 8, 10, 12, 16]
    click(driver, "#clear")
    driver.execute_script(
        "const f=document.querySelector('#from'); f.value='2026-03-03'; f.dispatchEvent(new Event('change'))"
    )
    assert js(driver, shown)[0] == 9
    click(driver, "#clear")
    click(driver, "#only-flagged")
    assert js(driver, shown) == [3, 4, 9, 10, 11, 12, 13, 15]


@pytest.mark.parametrize("case", FOLDS, ids=[case["label"] for case in FOLDS])
def test_search_sees_through_disguise(driver, pages, case):
    """What is searched for is found, and marked, in every disguise, and nothing else is."""
    if driver.current_url.split("#")[0] != pages["cases"]:
        driver.get(pages["cases"])
    found = js(
        driver,
        "placesOf(arguments[0], foldQuery(arguments[1])).map(([a, b]) => arguments[0].slice(a, b).trim())",
        case["text"],
        case["query"],
    )
    assert found == case["found"]


def test_search_marks_and_steps(at):
    """Search marks its hits, counts them, and steps from one to the next and round."""
    driver = at("cases", "#chat-1")
    write(driver, "#find", "أنشر")
    until(lambda: js(driver, "document.querySelector('#hits').textContent") == "1 من 2", "first hit")
    assert texts(driver, "#talk .item[data-number='13'] mark.hit") == ["ا ن ش ر"]
    click(driver, "#find-next")
    assert js(driver, "document.querySelector('#talk .current').closest('.item').dataset.number") == "13"
    click(driver, "#find-next")
    assert js(driver, "document.querySelector('#talk .current').closest('.item').dataset.number") == "9"


def test_search_over_all_chats(at):
    """A word or a name hides the rows of chats that do not hold it, also in chats that are not flagged."""
    driver = at("cases")
    write(driver, "#find-all", "اذبحك")
    until(lambda: js(driver, "document.querySelectorAll('.row:not([hidden])').length") == 0, "rows hidden")
    assert js(driver, "document.querySelectorAll('.quiet-list li:not([hidden])').length") == 1
    write(driver, "#find-all", "ماما")
    until(lambda: js(driver, "document.querySelector('#found-in').innerText") == "محادثات تطابق البحث: 1", "one chat")
    assert js(driver, "document.querySelectorAll('.quiet-list li:not([hidden])').length") == 1
    write(driver, "#find-all", "07700000012")
    until(lambda: texts(driver, ".row:not([hidden]) .place") == ["1", "3"], "both chats with the number")


def test_keys_move_and_mark(at):
    """The page is worked from the keyboard: rows, messages, findings, judgements, search and back."""
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415 - only where a browser is

    driver = at("cases")
    press(driver, "j")
    press(driver, Keys.ENTER)
    until(lambda: js(driver, "location.hash") == "#chat-1", "chat open")
    current = "document.querySelector('#talk .current')?.closest('.item').dataset.number"
    press(driver, "n")
    assert js(driver, current) == "3"
    press(driver, "j")
    assert js(driver, current) == "4"
    press(driver, "2")
    assert js(driver, "review.marks.get('1/4').verdict") == "wrong"
    press(driver, "/")
    assert js(driver, "document.activeElement.id") == "find"
    press(driver, "j")
    assert js(driver, "document.querySelector('#find').value") == "j"
    press(driver, Keys.ESCAPE)
    press(driver, Keys.ESCAPE)
    until(lambda: js(driver, "document.querySelector('#overview').offsetHeight") > 0, "back")


def test_keys_are_known_by_their_place_under_an_arabic_layout(at):
    """The key that gives `j` in one layout and an Arabic letter in another moves to the next message in both."""
    driver = at("cases", "#chat-1")
    current = "document.querySelector('#talk .current')?.closest('.item').dataset.number"
    for key, code, number in (("ى", "KeyN", "3"), ("ت", "KeyJ", "4"), ("ن", "KeyK", "3")):
        event = f"new KeyboardEvent('keydown', {{ key: '{key}', code: '{code}', bubbles: true }})"
        driver.execute_script(f"document.body.dispatchEvent({event})")
        assert js(driver, current) == number


def test_number_leads_to_its_message(at):
    """A message number beside a reason brings that message into view, also when a filter hid it."""
    driver = at("cases", "#chat-1")
    click(driver, "input[name=label][value=victim]")
    click(driver, ".reasons .number[data-message='13']")
    until(
        lambda: js(driver, "document.querySelector('#talk .current')?.closest('.item').dataset.number") == "13",
        "13",
    )


def test_review_is_saved_and_read_back(at, folder):
    """Judgements are kept in the page, downloaded with all their fields, and opened again."""
    driver = at("cases", "#chat-1")
    click(driver, ".key .review[data-number='13'] button.right")
    note = driver.find_element("css selector", ".key .review[data-number='13'] .note")
    # not every driver types signs beyond the first plane
    driver.execute_script("arguments[0].value = '😀'", note)
    note.send_keys("\ue011تأكدت </script> ")  # the key home first
    click(driver, "#talk .item[data-number='10'] .review button.unsure")
    click(driver, "#review-save")
    saved = folder / "review.jsonl"
    until(saved.exists, "download")
    lines = [json.loads(line) for line in saved.read_text("utf-8").split("\n") if line]
    assert lines[0] == {
        "file": "exports/WhatsApp Chat with Saif.txt",
        "sha256": report_cases.DIGEST,
        "member": None,
        "line": 13,
        "chat": "wa-1",
        "number": 13,
        "text": "عندج وقت لباچر الساعة 9 بالليل وبعدها ا ن ش ر",
        "labels": ["threat", "demand"],
        "tactics": ["threat.exposure", "demand.compliance"],
        "verdict": "right",
        "note": "تأكدت </script> 😀",
    }
    assert (lines[1]["number"], lines[1]["verdict"]) == (10, "unsure")
    assert [(e.text, e.labels) for e in read_own_cases(saved)] == [(lines[0]["text"], ("threat", "demand"))]
    driver.refresh()
    assert js(driver, "review.marks.size") == 2
    driver.execute_script("localStorage.clear()")
    driver.refresh()
    assert js(driver, "review.marks.size") == 0
    driver.find_element("css selector", "#review-open").send_keys(str(saved))
    until(lambda: js(driver, "review.marks.size") == 2, "review opened")
    assert js(driver, "document.querySelector('.key .review[data-number=\"13\"] .right').ariaPressed") == "true"
    saved.write_text('{"chat": "another", "number": 1, "verdict": "right", "note": ""}\n')
    driver.find_element("css selector", "#review-open").send_keys(str(saved))
    until(lambda: "لم يُفتح" in js(driver, "document.querySelector('#review-opened').textContent"), "refusal")
    saved.unlink()


def test_review_works_without_a_store(at):
    """Where the browser keeps nothing, the review lives in the page, which says so."""
    driver = at("cases")
    source = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    made = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    try:
        driver.get(driver.current_url.split("#")[0] + "?none#chat-1")
        click(driver, ".key .review button.right")
        assert js(driver, "[review.kept, review.marks.size]") == [False, 1]
        assert js(driver, "document.querySelector('#review-loose').hidden") is False
        driver.execute_script("review.unsaved = false")
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", made)


def test_fifty_thousand_messages_stay_fluid(at):
    """A chat of 50,000 messages opens under two seconds, draws what is in sight, and is searched at once."""
    driver = at("many")
    start = time.monotonic()
    driver.get("about:blank")
    driver.get(driver.execute_script("return arguments[0]", at("many").current_url) + "#chat-1")
    assert js(driver, "performance.getEntriesByType('navigation')[0].loadEventEnd") < 2000
    assert time.monotonic() - start < 10
    assert js(driver, "document.querySelectorAll('#talk .item').length") < 80
    took = js(
        driver,
        "(() => { const t = performance.now(); document.querySelector('#find').value = '(49999)';"
        " applyFilters(); jump(open.hits, 1); return performance.now() - t; })()",
    )
    assert took < 2000
    assert js(driver, "document.querySelector('#talk .current').closest('.item').dataset.number") == "50000"
    shown = js(
        driver,
        "(() => { const box = (selector) => document.querySelector(selector).getBoundingClientRect();"
        " const item = box('#talk .current'), view = box('#talk');"
        " return item.top >= view.top && item.bottom <= view.bottom + 1; })()",
    )
    assert shown


def test_very_long_key_message_scrolls_in_its_place(at):
    """What stands below a message of many pages stays in reach, and its end is reached by scrolling in it."""
    driver = at("long", "#chat-1")
    shown, whole = js(
        driver,
        "(({ clientHeight, scrollHeight }) => [clientHeight, scrollHeight])(document.querySelector('.key .said'))",
    )
    assert shown < 500 < whole


def test_list_shows_each_message_once_and_in_order(at):
    """Wherever the list is scrolled to, what is drawn is a run of neighbours without gap or overlap."""
    driver = at("many", "#chat-1")
    for top in (0, 333_333, 1_234_567, 10**9):
        driver.execute_script("document.querySelector('#talk').scrollTop = arguments[0]", top)
        time.sleep(0.1)
        boxes = js(
            driver,
            "[...document.querySelectorAll('#talk .item')].map((e) => [Number(e.dataset.index),"
            " e.getBoundingClientRect().top, e.getBoundingClientRect().bottom])",
        )
        assert [box[0] for box in boxes] == list(range(boxes[0][0], boxes[0][0] + len(boxes)))
        assert all(abs(above[2] - below[1]) < 1 for above, below in pairwise(boxes))
        view = js(driver, "document.querySelector('#talk').getBoundingClientRect().toJSON()")
        assert boxes[0][1] <= view["top"] + 1
        assert boxes[-1][2] >= view["bottom"] - 2


def test_print_shows_the_story_and_every_message(at):
    """Printed, a chat runs over A4 pages with the whole conversation, and the screen's list comes back."""
    driver = at("cases", "#chat-1")
    printed = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    written = base64.b64decode(printed["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", written)) >= 3
    driver.execute_script("beforePrint()")
    assert js(driver, "document.querySelectorAll('#talk .item').length") == 16
    driver.execute_script("afterPrint()")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert js(driver, "getComputedStyle(document.querySelector('.top')).display") == "none"
    assert js(driver, "getComputedStyle(document.querySelector('#talk')).overflowY") == "visible"
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_hostile_chat_runs_nothing(at):
    """Names and texts full of markup and script run nothing, break nothing, and are shown as text."""
    driver = at("hostile", "#chat-1")
    for selector in ("#language", "#theme", ".key .review button"):
        click(driver, selector)
    (line,) = js(driver, "reviewLines()")
    assert json.loads(line)["text"] == report_cases.hostile().chat.messages[0].text
    write(driver, "#find", "pwned")
    until(lambda: js(driver, "open.hits.length") > 0, "hits")
    driver.execute_script("clearFilters(); applyFilters(); talkList.drawAll(99)")
    texts_as_written = [m.text for m in report_cases.hostile().chat.messages]
    shown = json.loads(js(driver, "JSON.stringify(open.items.map((message) => message[TEXT]))"))
    assert shown == texts_as_written
    assert js(driver, "document.querySelectorAll('#talk img, #talk script, .story img').length") == 0
    assert "⟨RLO⟩gpj.exe" in texts(driver, "#talk .item[data-number='7'] .said")[0]
    assert "pwned" not in driver.title


@pytest.mark.parametrize("name", ["cases", "hostile", "redacted", "many"])
def test_page_asks_for_nothing_and_complains_of_nothing(at, name):
    """Opening and using a page makes no request but for itself, and its console stays empty."""
    driver = at(name)
    driver.get_log("performance")
    driver.get_log("browser")
    driver.refresh()
    click(driver, ".row h3 a")
    until(lambda: js(driver, "open.rank") == 1, "chat open")
    for selector in ("#language", "#theme", "#help", "#keys-close", "#finding-next"):
        click(driver, selector)
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    # The date fields draw their own icon out of the browser, as a data address.
    assert {url.split("#")[0] for url in asked if not url.startswith("data:")} == {driver.current_url.split("#")[0]}
    assert driver.get_log("browser") == []


@pytest.mark.parametrize("width", report_browser.WIDTHS)
@pytest.mark.parametrize("place", ["", "#chat-1"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_overflows(at, width, place, lang):
    """In three widths and both languages the page never scrolls sideways and no words leave their box."""
    driver = at("cases", place)
    if lang == "en":
        click(driver, "#language")
    report_browser.resize(driver, width)
    assert js(driver, "document.documentElement.scrollWidth") <= width
    wide = js(
        driver,
        "[...document.querySelectorAll('main *, .top *')].filter((e) => e.offsetParent && e.children.length === 0"
        " && e.scrollWidth > e.clientWidth + 2 && getComputedStyle(e).display !== 'inline'"
        " && !e.closest('.hidden-title, select, svg')).map((e) => e.outerHTML.slice(0, 90))",
    )
    assert wide == []


def test_digits_keep_their_order_in_arabic(at):
    """The groups of a phone number stand from left to right inside a right-to-left sentence."""
    driver = at("cases", "#chat-1/15")
    order = js(
        driver,
        """(() => {
        const mark = document.querySelector('#talk .item[data-number="15"] mark.entity');
        const walker = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT), node = walker.nextNode();
        return [0, 5, 9].map((at) => {
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + 3);
          return range.getBoundingClientRect().left;
        });})()""",
    )
    assert order == sorted(order)


def test_redacted_page_offers_no_review(at):
    """A page whose texts are masked cannot be used to judge them."""
    driver = at("redacted", "#chat-1")
    assert js(driver, "document.querySelectorAll('.review, #review-open').length") == 0
    press(driver, "n")
    press(driver, "1")
    assert js(driver, "review.marks.size") == 0
