// The whole conversation of the open chat: bubbles by side, search, filters, and the chosen message.
const [NUMBER, SENDER, SECONDS, WRITTEN, KIND, TEXT, EDITED, SOURCE, LINE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const MOST_PRINTED = 5000;
const talks = new Map();
const open = { rank: null, talk: null, items: [], query: "", hits: [], current: null };

function talkOf(rank) {
  if (!talks.has(rank)) talks.set(rank, JSON.parse(byId(`talk-${rank}`).textContent));
  return talks.get(rank);
}

function foldedOf(talk) {
  talk.folded ||= talk.messages.map((message) => fold(message[TEXT]));
  return talk.folded;
}

const talkList = new VirtualList(byId("talk"), byId("talk-room"), byId("talk-shown"), drawMessage);
const findingAt = (message) => open.talk.findings[message[NUMBER]];
const flaggedAt = (message) => Boolean(findingAt(message)?.labels.length);

function drawMessage(message, at) {
  const [name, side] = message[SENDER] < 0 ? [null, "none"] : open.talk.senders[message[SENDER]];
  const finding = findingAt(message);
  const chosen = message[NUMBER] === open.current ? " current" : "";
  const bubble = make("div", { class: `bubble ${side} ${message[KIND]}${finding?.labels.length ? " flagged" : ""}${chosen}` },
    drawBy(message, name), make("p", { class: "said", dir: "auto" }, ...drawText(message, finding)));
  if (finding?.labels.length) bubble.append(drawTags(finding), ...drawJudging(message));
  const item = make("div", { class: "item", "data-number": message[NUMBER] });
  const before = open.items[at - 1];
  if (message[SECONDS] !== null && (!before || before[SECONDS] === null || isoDay(before[SECONDS]) !== isoDay(message[SECONDS]))) {
    item.append(make("p", { class: "day" }, dayWords(message[SECONDS])));
  }
  item.append(bubble);
  return item;
}

function drawBy(message, name) {
  const by = make("p", { class: "by" });
  if (name !== null) by.append(make("bdi", { class: "name" }, ...visible(name)), " ");
  const time = message[SECONDS] === null ? message[WRITTEN] : clockTime(message[SECONDS]);
  if (time) by.append(make("bdi", { class: "time" }, time), " ");
  by.append(make("span", { class: "faint" }, `#${message[NUMBER]}`));
  if (message[LINE] !== null) by.append(make("span", { class: "faint line" }, ` ${say("line", { n: message[LINE] })}`));
  if (message[EDITED]) by.append(make("span", { class: "faint" }, ` ${say("edited")}`));
  if (message[KIND] !== "text") by.append(" ", make("span", { class: "kind" }, say(message[KIND])));
  return by;
}

// The text in pieces of findings, each cut again at what was searched for.
function drawText(message, finding) {
  const hits = open.query ? placesOf(message[TEXT], open.query) : [];
  const nodes = [];
  let at = 0;
  for (const [text, labels, entity, tone] of finding ? finding.pieces : [[message[TEXT], [], null, ""]]) {
    const parts = cutAt(text, at, hits);
    if (tone) nodes.push(make("mark", { class: tone, title: markTitle(labels, entity) }, ...parts));
    else nodes.push(...parts);
    at += text.length;
  }
  return nodes;
}

const markTitle = (labels, entity) => [
  ...labels.map((label) => titled("label", label)), ...(entity ? [titled("entity", entity)] : [])].join(" · ");

function cutAt(text, offset, hits) {
  const parts = [];
  let done = 0;
  for (const [start, end] of hits) {
    const from = Math.max(start - offset, done), to = Math.min(end - offset, text.length);
    if (from >= to) continue;
    parts.push(...visible(text.slice(done, from)), make("mark", { class: "hit" }, ...visible(text.slice(from, to))));
    done = to;
  }
  return [...parts, ...visible(text.slice(done))];
}

function drawTags(finding) {
  const tags = make("p", { class: "tags" });
  for (const label of finding.labels) {
    const chance = finding.chance[page.labels.indexOf(label)];
    // A label that the chat gave stands without the low chance of the message alone.
    const alone = finding.context.includes(label) ? [] : [" ", make("bdi", {}, `${chance}%`)];
    tags.append(make("span", { class: `tag ${label}` }, titled("label", label), ...alone), " ");
  }
  for (const tactic of finding.tactics) tags.append(make("span", { class: "tactic" }, titled("tactic", tactic)), " ");
  if (finding.context.length) tags.append(make("span", { class: "faint" }, say("raised")));
  return tags;
}

function drawJudging(message) {
  if (page.redacted) return [];
  const box = make("div", { class: "review", role: "group", "data-rank": open.rank, "data-number": message[NUMBER] });
  drawReview(box);
  return [box];
}

function openTalk(rank) {
  Object.assign(open, { rank, talk: talkOf(rank), query: "", hits: [], current: null });
  const senders = open.talk.senders.map(([name], at) => make("option", { value: at }, name));
  byId("sender").replaceChildren(make("option", { value: "" }, say("everyone")), ...senders);
  clearFilters();
  applyFilters();
}

function clearFilters() {
  for (const id of ["find", "sender", "from", "to"]) byId(id).value = "";
  for (const box of document.querySelectorAll("#conversation input[type=checkbox]")) box.checked = false;
}

function applyFilters() {
  const labels = [...document.querySelectorAll("#conversation input[name=label]:checked")].map((box) => box.value);
  const sender = byId("sender").value, from = byId("from").value, to = byId("to").value;
  const folded = foldQuery(byId("find").value);
  const texts = folded ? foldedOf(open.talk) : [];
  const hit = (at) => folded !== "" && texts[at].includes(folded);
  const kept = (message, at) => {
    const day = message[SECONDS] === null ? null : isoDay(message[SECONDS]);
    return (!labels.length || labels.some((label) => findingAt(message)?.labels.includes(label)))
      && (!byId("only-flagged").checked || flaggedAt(message))
      && (sender === "" || message[SENDER] === Number(sender))
      && (!from || (day !== null && day >= from)) && (!to || (day !== null && day <= to))
      && (!byId("only-hits").checked || !folded || hit(at));
  };
  const places = [...open.talk.messages.keys()].filter((at) => kept(open.talk.messages[at], at));
  open.query = folded;
  open.items = places.map((at) => open.talk.messages[at]);
  open.hits = places.flatMap((place, at) => (hit(place) ? [at] : []));
  byId("showing").textContent = say("showing", { n: open.items.length, total: open.talk.messages.length });
  talkList.setItems(open.items);
  showHits();
}

function showHits(at = null) {
  const words = open.hits.length ? say("hits", { at: at === null ? "–" : at + 1, n: open.hits.length }) : say("hits_none");
  byId("hits").textContent = open.query ? words : "";
}

const currentIndex = () => open.items.findIndex((message) => message[NUMBER] === open.current);

function choose(at) {
  if (at < 0 || at >= open.items.length) return;
  open.current = open.items[at][NUMBER];
  talkList.reveal(at);
  for (const bubble of document.querySelectorAll("#talk .bubble.current")) bubble.classList.remove("current");
  document.querySelector(`#talk .item[data-index="${at}"] .bubble`)?.classList.add("current");
}

function step(by) {
  const at = currentIndex();
  choose(at < 0 ? talkList.indexAt(byId("talk").scrollTop) : at + by);
}

// The next place after the chosen message (or before it), going round at the end.
function jump(places, by) {
  if (!places.length) return;
  const at = currentIndex();
  const ahead = by > 0 ? places.find((place) => place > at) : places.findLast((place) => place < at);
  const place = ahead ?? (by > 0 ? places[0] : places.at(-1));
  choose(place);
  if (places === open.hits) showHits(places.indexOf(place));
}

const jumpFinding = (by) => jump(open.items.flatMap((message, at) => (flaggedAt(message) ? [at] : [])), by);

// A message by its number; filters that hide it are cleared, since it was asked for.
function goTo(number) {
  let at = open.items.findIndex((message) => message[NUMBER] === number);
  if (at < 0) {
    clearFilters();
    applyFilters();
    at = open.items.findIndex((message) => message[NUMBER] === number);
  }
  byId("talk").scrollIntoView({ block: "nearest" });
  choose(at);
}
