// A list of which only what is in sight is drawn, its items of any height: fluid at 50,000 items.
const GUESS = 92;
const MARGIN = 700;

class VirtualList {
  constructor(scroller, room, shown, draw) {
    Object.assign(this, { scroller, room, shown, draw, items: [], first: 0, last: 0, waiting: false });
    scroller.addEventListener("scroll", () => this.later(), { passive: true });
    new ResizeObserver(() => this.forget()).observe(scroller);
  }

  setItems(items) {
    this.items = items;
    this.heights = new Float64Array(items.length).fill(GUESS);
    this.tops = new Float64Array(items.length + 1);
    this.scroller.scrollTop = 0;
    this.measureFrom(0);
    this.redraw();
  }

  // Heights are wrong once the width, the language or the words in an item have changed.
  forget() {
    if (this.scroller.clientWidth === this.width || !this.items.length) return;
    this.width = this.scroller.clientWidth;
    const at = this.indexAt(this.scroller.scrollTop);
    this.heights.fill(GUESS);
    this.measureFrom(0);
    this.scroller.scrollTop = this.tops[at];
    this.redraw();
  }

  measureFrom(at) {
    for (let item = at; item < this.items.length; item += 1) this.tops[item + 1] = this.tops[item] + this.heights[item];
    this.room.style.height = `${this.tops[this.items.length]}px`;
  }

  indexAt(top) {
    let low = 0, high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= top) low = middle; else high = middle - 1;
    }
    return Math.max(low, 0);
  }

  later() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => { this.waiting = false; this.show(); });
  }

  redraw() {
    this.first = this.last = 0;
    this.shown.replaceChildren();
    this.show();
  }

  show() {
    for (let round = 0; round < 4; round += 1) {
      const top = this.scroller.scrollTop;
      const first = this.indexAt(top - MARGIN);
      const last = Math.min(this.indexAt(top + this.scroller.clientHeight + MARGIN) + 1, this.items.length);
      if (first !== this.first || last !== this.last) this.place(first, last);
      if (!this.settle(this.indexAt(top))) break;
    }
  }

  place(first, last) {
    const kept = new Map([...this.shown.children].map((element) => [Number(element.dataset.index), element]));
    const elements = [];
    for (let at = first; at < last; at += 1) elements.push(kept.get(at) || this.drawAt(at));
    const focused = this.shown.contains(document.activeElement);
    if (!focused) this.shown.replaceChildren(...elements);
    else this.exchange(elements);
    [this.first, this.last] = [first, last];
    this.shown.style.transform = `translateY(${this.tops[first]}px)`;
  }

  // Exchanges items one by one, so that one that holds the focus keeps it.
  exchange(elements) {
    const wanted = new Set(elements);
    for (const element of [...this.shown.children]) if (!wanted.has(element)) element.remove();
    elements.forEach((element, at) => {
      if (this.shown.children[at] !== element) this.shown.insertBefore(element, this.shown.children[at] || null);
    });
  }

  drawAt(at) {
    const element = this.draw(this.items[at], at);
    element.dataset.index = at;
    element.setAttribute("role", "listitem");
    element.setAttribute("aria-setsize", this.items.length);
    element.setAttribute("aria-posinset", at + 1);
    return element;
  }

  // Takes the real heights of what is drawn, and keeps the item at `anchor` where the eye has it.
  settle(anchor) {
    let changed = this.items.length, moved = 0;
    for (const element of this.shown.children) {
      const at = Number(element.dataset.index), height = element.getBoundingClientRect().height;
      if (Math.abs(height - this.heights[at]) < 0.5) continue;
      if (at < anchor) moved += height - this.heights[at];
      this.heights[at] = height;
      changed = Math.min(changed, at);
    }
    if (changed === this.items.length) return false;
    this.measureFrom(changed);
    this.shown.style.transform = `translateY(${this.tops[this.first]}px)`;
    if (moved) this.scroller.scrollTop += moved;
    return true;
  }

  // Brings an item to the upper third of the view; its height is only known once it is drawn.
  reveal(at) {
    for (let round = 0; round < 3; round += 1) {
      this.scroller.scrollTop = Math.max(this.tops[at] - this.scroller.clientHeight / 3, 0);
      this.show();
    }
  }

  // Draws the first `most` items in the flow of the page, for print, until `redraw`.
  drawAll(most) {
    this.shown.replaceChildren(...this.items.slice(0, most).map((_, at) => this.drawAt(at)));
    this.shown.style.transform = "none";
    this.room.style.height = "auto";
  }
}
