// What the page does when it is clicked, typed to, printed or opened at a place.
function route() {
  const [, rank, number] = location.hash.match(/^#chat-(\d+)(?:\/(\d+))?$/) || [];
  const section = rank ? byId(`chat-${rank}`) : null;
  for (const shown of document.querySelectorAll(".story.open")) if (shown !== section) shown.classList.remove("open");
  byId("overview").hidden = Boolean(section);
  byId("conversation").hidden = !section;
  if (!section) {
    open.rank = null;
    return;
  }
  section.classList.add("open");
  if (open.rank !== Number(rank)) {
    openTalk(Number(rank));
    section.querySelectorAll(".review").forEach(drawReview);
    scrollTo(0, 0);
    byId("main").focus({ preventScroll: true });
  }
  if (number) goTo(Number(number));
}

function changeLanguage() {
  speak(root.lang === "ar" ? "en" : "ar");
  document.querySelectorAll(".review").forEach(drawReview);
  showReview();
  findEverywhere();
  if (open.rank === null) return;
  const at = talkList.indexAt(byId("talk").scrollTop);
  byId("sender").options[0].textContent = say("everyone");
  byId("showing").textContent = say("showing", { n: open.items.length, total: open.talk.messages.length });
  showHits();
  talkList.redraw();
  talkList.reveal(at);
}

function changeTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

// Looks in the rows' own words, in every message and at everyone who wrote one; rows without it step back.
function findEverywhere() {
  const folded = foldQuery(byId("find-all").value);
  let count = 0;
  for (const row of document.querySelectorAll("[data-rank].row, .quiet-list [data-rank]")) {
    const talk = folded ? talkOf(Number(row.dataset.rank)) : null;
    const holds = !folded || fold(row.textContent).includes(folded)
      || talk.senders.some(([name]) => fold(name).includes(folded))
      || foldedOf(talk).some((text) => text.includes(folded));
    row.hidden = !holds;
    count += holds ? 1 : 0;
  }
  if (folded && document.querySelector(".quiet")) document.querySelector(".quiet").open = true;
  byId("found-in").textContent = folded ? say("found_in", { n: count }) : "";
}

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const area = make("textarea", { readonly: true });
    area.value = text;
    button.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  byId("spoken").textContent = say("copied");
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1500);
}

function stepRow(by) {
  const links = [...document.querySelectorAll(".row:not([hidden]) h3 a")];
  const at = links.indexOf(document.activeElement);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

function markCurrent(verdict) {
  const message = open.items[currentIndex()];
  if (message && flaggedAt(message) && !page.redacted) mark(open.rank, message[NUMBER], { verdict });
}

const inChat = () => open.rank !== null;
const KEYS = {
  j: () => (inChat() ? step(1) : stepRow(1)),
  k: () => (inChat() ? step(-1) : stepRow(-1)),
  n: () => inChat() && jumpFinding(1),
  p: () => inChat() && jumpFinding(-1),
  "/": () => byId(inChat() ? "find" : "find-all").focus(),
  1: () => inChat() && markCurrent("right"),
  2: () => inChat() && markCurrent("wrong"),
  3: () => inChat() && markCurrent("unsure"),
  l: changeLanguage,
  t: changeTheme,
  "?": () => byId("keys").showModal(),
};

// Under an Arabic layout the same key gives an Arabic letter: it is then known by its place on the board.
function keyOf(event) {
  if (/^[ -~]+$/.test(event.key)) return event.key;
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.code.replace(/^(Key|Digit)/, "").toLowerCase();
}

function typed(event) {
  const writing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  if (event.key === "Escape") {
    if (writing) event.target.blur();
    else if (inChat()) location.hash = "#overview";
  } else if (!writing && byId("keys-on").checked && KEYS[keyOf(event)]) {
    event.preventDefault();
    KEYS[keyOf(event)]();
  }
}

function later(action, wait = 120) {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(action, wait); };
}

// Printed, the run stands open: the digests of the files belong to the case.
function beforePrint() {
  document.querySelector("details.run").open = true;
  if (!inChat()) return;
  const total = open.items.length;
  byId("print-cut").textContent = total > MOST_PRINTED ? say("print_cut", { n: MOST_PRINTED, total }) : "";
  talkList.drawAll(MOST_PRINTED);
}

function afterPrint() {
  if (!inChat()) return;
  talkList.measureFrom(0);
  talkList.redraw();
}

function listen() {
  addEventListener("hashchange", route);
  addEventListener("keydown", typed);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  addEventListener("beforeunload", (event) => { if (!review.kept && review.unsaved) event.preventDefault(); });
  const clicks = {
    language: changeLanguage, theme: changeTheme, print: () => print(), help: () => byId("keys").showModal(),
    "keys-close": () => byId("keys").close(), "review-save": saveReview,
    "find-next": () => jump(open.hits, 1), "find-previous": () => jump(open.hits, -1),
    "finding-next": () => jumpFinding(1), "finding-previous": () => jumpFinding(-1),
    clear: () => { clearFilters(); applyFilters(); },
  };
  for (const [id, action] of Object.entries(clicks)) byId(id).addEventListener("click", action);
  byId("find-all").addEventListener("input", later(findEverywhere));
  byId("find").addEventListener("input", later(() => { applyFilters(); jump(open.hits, 1); }));
  byId("find").addEventListener("keydown", (event) => { if (event.key === "Enter") jump(open.hits, event.shiftKey ? -1 : 1); });
  for (const id of ["sender", "from", "to"]) byId(id).addEventListener("change", applyFilters);
  for (const box of document.querySelectorAll("#conversation input[type=checkbox]")) box.addEventListener("change", applyFilters);
  document.addEventListener("click", (event) => { if (event.target.matches("button.copy")) copy(event.target); });
  // A number clicked twice has the same address: it is followed again all the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.number");
    if (link && link.hash === location.hash) route();
  });
  byId("review-open")?.addEventListener("change", readReview);
}

async function readReview(event) {
  const written = await event.target.files[0].text();
  // The same file chosen again is read again.
  event.target.value = "";
  try {
    byId("review-opened").textContent = say("review_opened", { n: openReview(written) });
  } catch (refused) {
    byId("review-opened").textContent = say("review_foreign");
  }
  document.querySelectorAll(".review").forEach(drawReview);
  showReview();
}

loadReview();
if (byId("review-loose")) {
  byId("review-kept").hidden = !review.kept;
  byId("review-loose").hidden = review.kept;
}
listen();
showReview();
route();
