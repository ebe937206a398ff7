// What the page shows of a room. Texts of others are only ever set as text.

const $ = (id) => document.getElementById(id);
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const SAME_AUTHOR_MS = 5 * 60 * 1000;
const NEAR_END_PX = 80;

const hue = (name) => {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)) % 360;
  return hash;
};

export class View {
  #list = $("messages");
  #scroll = $("scroll");
  #newest = $("newest");
  #template = $("message");
  #onScroll = () => {
    if (this.isPinned) this.#newest.hidden = true;
  };

  constructor() {
    this.#newest.onclick = () => this.toNewest();
    this.#scroll.addEventListener("scroll", this.#onScroll, { passive: true });
  }

  /** Whether the newest message is in sight, so that the next one may scroll into it. */
  get isPinned() {
    return this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < NEAR_END_PX;
  }

  open(room) {
    $("title").textContent = room;
    document.title = `#${room} · Switchboard`;
    this.clear();
    $("welcome").hidden = true;
    $("chat").hidden = false;
    $("text").focus();
  }

  close() {
    this.#scroll.removeEventListener("scroll", this.#onScroll);
    document.title = "Switchboard";
    this.clear();
    this.typing([]);
    $("chat").hidden = true;
    $("welcome").hidden = false;
  }

  /** Removes what the room has stored; what is not acknowledged stays. */
  clear() {
    for (const element of [...this.#list.children]) {
      if (!element.matches(".pending, .failed") || $("chat").hidden) element.remove();
    }
    this.#newest.hidden = true;
  }

  note(text, warn = false) {
    this.#insert(this.#noteElement(text, warn));
  }

  add(message, { mine = false, pending = false } = {}) {
    const stay = this.isPinned;
    const author = String(message.from ?? message.name ?? "someone").slice(0, 40);
    const sentAt = new Date(message.sent_at);
    const element = this.#template.content.firstElementChild.cloneNode(true);
    element.dataset.author = mine ? "" : author;
    element.dataset.at = message.sent_at;
    element.style.setProperty("--hue", hue(author));
    element.classList.toggle("mine", mine);
    element.querySelector(".avatar").textContent = [...author][0]?.toUpperCase() ?? "?";
    element.querySelector(".author").textContent = author;
    element.querySelector(".text").textContent = typeof message.body === "string" ? message.body : JSON.stringify(message.body ?? null);
    const time = element.querySelector("time");
    time.textContent = TIME.format(sentAt);
    time.dateTime = sentAt.toISOString();
    if (message.seq !== undefined) element.dataset.seq = message.seq;
    if (pending) element.classList.add("pending");

    const before = this.#lastStored(pending);
    const day = DAY.format(sentAt);
    if (before?.dataset.day !== day && !pending) this.#insert(this.#noteElement(day));
    element.dataset.day = day;
    const same = before && before.dataset.author === element.dataset.author && before.dataset.day === day && message.sent_at - before.dataset.at < SAME_AUTHOR_MS;
    element.classList.toggle("same", Boolean(same));
    if (pending) this.#list.append(element);
    else this.#insert(element);

    if (stay) this.toNewest();
    else if (!mine) this.#newest.hidden = false;
    return element;
  }

  /** "pending" or "failed", with a word about why and what a click on "try again" does. */
  mark(element, state, why = "", onRetry = null) {
    element.classList.toggle("pending", state === "pending");
    element.classList.toggle("failed", state === "failed");
    element.querySelector(".status").textContent = state === "failed" ? `not sent: ${why}` : why || "sending";
    const retry = element.querySelector(".retry");
    retry.hidden = onRetry === null;
    retry.onclick = onRetry;
  }

  state(state, text) {
    $("state").dataset.state = state;
    $("state").textContent = text;
  }

  typing(names) {
    const shown = names.slice(0, 2).join(" and ");
    const others = names.length > 2 ? ` and ${names.length - 2} more` : "";
    $("typing").textContent = names.length === 0 ? "" : `${shown}${others} ${names.length === 1 ? "is" : "are"} typing…`;
  }

  toNewest() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#newest.hidden = true;
  }

  /** Stored messages stand above those that are not acknowledged yet. */
  #insert(element) {
    this.#list.insertBefore(element, this.#list.querySelector(".pending, .failed"));
  }

  #lastStored(orPending) {
    const all = this.#list.querySelectorAll(orPending ? ".message" : ".message:not(.pending, .failed)");
    return all.length === 0 ? null : all[all.length - 1];
  }

  #noteElement(text, warn = false) {
    const element = document.createElement("li");
    element.className = warn ? "note warn" : "note";
    element.textContent = text;
    return element;
  }
}
