// Where the reader is in the list, and how that place is kept when messages come, change and go.

import { counted, t } from "./words.js";

const NEAR = 80; // pixels from the end that still count as being there

export class Scroll {
  #scroller;
  #button;
  #isAtEnd = true;
  #unseen = 0;
  #placed = null; // where a first line was brought into view: near as the end may be, the reader is not there

  constructor(scroller, content, button) {
    this.#scroller = scroller;
    this.#button = button;
    scroller.addEventListener("scroll", () => this.#moved(), { passive: true });
    button.addEventListener("click", () => this.toEnd());
    // What is unfolded grows downwards from where it is read, also at the end of the list.
    scroller.addEventListener("click", (event) => event.target.closest(".more") && this.#stay());
    // The window, the screen keyboard or a late picture changed the height: whoever was at the end stays there.
    const sizes = new ResizeObserver(() => this.#isAtEnd && this.toEnd());
    sizes.observe(scroller);
    sizes.observe(content);
  }

  toEnd() {
    this.#isAtEnd = true;
    this.#placed = null;
    this.#unseen = 0;
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#showButton();
  }

  /** Runs a change of the list so that what the reader looks at stays where it is. */
  keep(change) {
    const anchor = this.#isAtEnd ? null : this.#inView();
    const before = anchor?.getBoundingClientRect().top;
    change();
    if (this.#isAtEnd) this.toEnd();
    else if (anchor?.isConnected) this.#scroller.scrollTop += anchor.getBoundingClientRect().top - before;
    this.#showButton();
  }

  /** After a new message came: follow it from the end (a tall one from its first line), else count it as unseen. */
  follow(element, isAwaited) {
    if (!this.#isAtEnd && !isAwaited) {
      this.#unseen += 1;
      this.#showButton();
      return;
    }
    this.toEnd();
    if (element.offsetHeight > this.#scroller.clientHeight) this.toStartOf(element);
  }

  toStartOf(element) {
    const room = 12;
    this.#scroller.scrollTop += element.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top - room;
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    this.#placed = scrollHeight - clientHeight - scrollTop > 1 ? scrollTop : null;
    this.#moved();
  }

  /** Brings the first line into view where it is above it. */
  showStartOf(element) {
    if (element.getBoundingClientRect().top < this.#scroller.getBoundingClientRect().top) this.toStartOf(element);
  }

  #stay() {
    this.#placed = this.#scroller.scrollTop;
    this.#isAtEnd = false;
    requestAnimationFrame(() => {
      const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
      if (scrollHeight - clientHeight - scrollTop <= 1) this.#placed = null;
      this.#moved();
    });
  }

  #moved() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    this.#isAtEnd = scrollTop !== this.#placed && scrollHeight - clientHeight - scrollTop <= NEAR;
    if (this.#isAtEnd) this.#unseen = 0;
    this.#showButton();
  }

  #showButton() {
    this.#button.hidden = this.#isAtEnd;
    this.#button.textContent = this.#unseen > 0 ? t("↓ new") : "↓";
    const words = this.#unseen > 0 ? counted(this.#unseen, "{count} new, go to the end", "{count} new, go to the end") : t("Go to the end");
    this.#button.setAttribute("aria-label", words);
  }

  // The message being read: the one that begins in the upper half of the view, else the one that fills it.
  #inView() {
    const { top, height } = this.#scroller.getBoundingClientRect();
    const nodes = [...this.#scroller.querySelectorAll(".message")];
    const index = nodes.findIndex((node) => node.getBoundingClientRect().bottom > top);
    const next = nodes[index + 1];
    const begins = nodes[index]?.getBoundingClientRect().top < top && next?.getBoundingClientRect().top < top + height / 2;
    return (begins ? next : nodes[index]) ?? null;
  }
}
