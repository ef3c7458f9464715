// A person's judgement of each finding: kept in memory, in this page's own store where the browser has
// one, and in review.jsonl, which training reads.
const VERDICTS = ["right", "wrong", "unsure"];
const STORE = `review-${page.run}`;
const review = { marks: new Map(), kept: true, unsaved: false };
const markKey = (rank, number) => `${rank}/${number}`;

function loadReview() {
  try {
    review.marks = new Map(Object.entries(JSON.parse(localStorage.getItem(STORE) || "{}")));
    localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(review.marks)));
  } catch (refused) {
    review.kept = false;
  }
}

function keepReview() {
  review.unsaved = review.marks.size > 0;
  if (review.kept) localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(review.marks)));
}

function mark(rank, number, change) {
  const key = markKey(rank, number);
  const held = { verdict: null, note: "", ...review.marks.get(key), ...change };
  if (held.verdict === null && !held.note) review.marks.delete(key);
  else review.marks.set(key, held);
  keepReview();
  showReview();
  for (const box of document.querySelectorAll(`.review[data-rank="${rank}"][data-number="${number}"]`)) {
    if (!box.contains(document.activeElement) || "verdict" in change) drawReview(box);
  }
}

function drawReview(box) {
  const { rank, number } = box.dataset;
  const held = review.marks.get(markKey(rank, number)) || { verdict: null, note: "" };
  const focused = box.contains(document.activeElement) ? document.activeElement.value : null;
  box.setAttribute("aria-label", `${say("review")} (${say("message_number", { n: number })})`);
  const buttons = VERDICTS.map((verdict) => {
    const pressed = held.verdict === verdict;
    const button = make("button", { type: "button", value: verdict, class: verdict, "aria-pressed": String(pressed) },
      say(verdict));
    button.addEventListener("click", () => mark(rank, number, { verdict: pressed ? null : verdict }));
    return button;
  });
  const note = make("input", { type: "text", class: "note", "aria-label": say("note"), placeholder: say("note"), dir: "auto" });
  note.value = held.note;
  note.addEventListener("input", () => mark(rank, number, { note: note.value }));
  note.hidden = held.verdict === null && !held.note;
  box.replaceChildren(...buttons, note);
  if (focused) buttons.find((button) => button.value === focused)?.focus();
}

function showReview() {
  const count = [...review.marks.values()].filter((held) => held.verdict).length;
  document.querySelector(".reviewing").hidden = count === 0;
  byId("review-count").textContent = say("review_count", { n: count });
}

function reviewLines() {
  const lines = [];
  for (const [key, held] of review.marks) {
    if (!held.verdict) continue;
    const [rank, number] = key.split("/").map(Number);
    const talk = talkOf(rank);
    const message = talk.messages.find((one) => one[NUMBER] === number);
    const [file, sha256, member] = talk.sources[message[SOURCE]];
    const { labels, tactics } = talk.findings[number];
    lines.push(JSON.stringify({
      file, sha256, member, line: message[LINE], chat: talk.id, number, text: message[TEXT],
      labels, tactics, verdict: held.verdict, note: held.note,
    }));
  }
  return lines;
}

function saveReview() {
  const url = URL.createObjectURL(new Blob([reviewLines().map((line) => `${line}\n`).join("")], { type: "application/jsonl" }));
  make("a", { href: url, download: "review.jsonl" }).click();
  URL.revokeObjectURL(url);
  review.unsaved = false;
}

// Reads a saved review back; a file of another page changes nothing.
function openReview(written) {
  const opened = new Map();
  for (const line of written.split("\n").filter(Boolean)) {
    const { chat, number, verdict, note } = JSON.parse(line);
    const rank = page.ranks[chat];
    const known = rank && talkOf(rank).findings[number] && VERDICTS.includes(verdict);
    if (!known) throw new SyntaxError("a line is of another page");
    opened.set(markKey(rank, number), { verdict, note: String(note) });
  }
  for (const [key, held] of opened) review.marks.set(key, held);
  keepReview();
  return opened.size;
}
