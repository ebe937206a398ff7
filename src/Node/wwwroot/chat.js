// The chat page: one room at a time. What is shown is what the room has stored, in its order, and below it what has not been acknowledged yet.

import { Socket } from "/phoenix.js";
import { View } from "/view.js";

const HISTORY = 100;
const TYPING_EVERY_MS = 2000;
const TYPING_SHOWN_MS = 3500;
const SEND_RETRY_MS = 3000;

const $ = (id) => document.getElementById(id);

// A key for each message, so that one that is sent twice is stored once. randomUUID exists on secure pages only.
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

class Room {
  #socket;
  #channel;
  #view = new View();
  #name;
  #self = newId();
  #lastSeq = null;
  #degraded = false;
  #epoch = null;
  #pending = new Map();
  #typing = new Map();
  #typingSent = 0;
  #typingTimer = null;
  #retryTimer = null;

  constructor(name, room, token) {
    this.#name = name;
    this.#socket = new Socket("/socket", { token });
    this.#socket.onState = (state, wait) => this.#showState(state, wait);
    this.#channel = this.#socket.channel("room:" + room, () => (this.#lastSeq === null
      ? { history: HISTORY }
      : { since: this.#lastSeq, epoch: this.#epoch }));
    this.#channel.onJoin = (response) => this.#joined(response);
    this.#channel.onJoinError = (error) => this.#view.state("offline", this.#sentence(error.message));
    this.#channel.onDown = () => this.#view.state("connecting", "reconnecting");
    this.#channel.on("new_msg", (message) => this.#delivered(message));
    this.#channel.on("typing", (payload) => this.#someoneTypes(payload));
    this.#channel.on("room_state", ({ degraded }) => this.#setDegraded(degraded));
    this.#view.open(room);
    this.#channel.join();
    this.#socket.connect();
  }

  close() {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#typingTimer);
    this.#channel.leave();
    this.#socket.disconnect();
    this.#view.close();
  }

  retryNow() {
    this.#socket.retryNow();
  }

  send(text) {
    const message = { id: newId(), name: this.#name, body: text };
    const element = this.#view.add({ ...message, sent_at: Date.now() }, { mine: true, pending: true });
    this.#pending.set(message.id, { message, element, inFlight: false });
    this.#view.toNewest();
    this.#push(message.id);
  }

  typing() {
    const now = Date.now();
    if (now - this.#typingSent < TYPING_EVERY_MS) return;
    this.#typingSent = now;
    this.#channel.signal("typing", { name: this.#name, client: this.#self });
  }

  #joined(response) {
    if (this.#lastSeq !== null && !response.recovered) {
      // Another log, or too far behind: what is on the page may have holes, so it is replaced by what the room sent.
      this.#view.clear();
      this.#view.note("Some earlier messages are not shown.", true);
    }
    this.#epoch = response.epoch;
    for (const message of response.messages) this.#delivered(message);
    this.#lastSeq = response.last_seq;
    this.#setDegraded(response.degraded);
    if (this.#view.isPinned) this.#view.toNewest();
    for (const [id, entry] of this.#pending) {
      if (!entry.refused) this.#push(id);
    }
  }

  #delivered(message) {
    this.#lastSeq = message.seq;
    // What is delivered has been stored: the room's storage is back.
    if (this.#degraded && this.#channel.isJoined) this.#setDegraded(false);
    const own = message.id === undefined ? undefined : this.#pending.get(message.id);
    if (own) {
      this.#pending.delete(message.id);
      own.element.remove();
    }
    this.#stopTyping(message.client);
    const mine = own !== undefined || message.client === this.#self || (message.from ?? message.name) === this.#name;
    this.#view.add(message, { mine });
  }

  #setDegraded(degraded) {
    this.#degraded = Boolean(degraded);
    this.#view.state(this.#degraded ? "degraded" : "online", this.#degraded ? "read only" : "online");
  }

  #push(id) {
    const entry = this.#pending.get(id);
    if (!entry || entry.inFlight) return;
    entry.inFlight = true;
    this.#view.mark(entry.element, "pending");
    this.#channel.push("new_msg", { ...entry.message, client: this.#self }).then(
      // It is removed when it is delivered: the acknowledgement alone does not say where in the order it stands.
      () => (entry.inFlight = false),
      (error) => {
        entry.inFlight = false;
        if (!this.#pending.has(id)) return;
        // Not connected: the next join sends it again, under the same id.
        if (error.message === "disconnected") return;
        if (["unavailable", "overloaded", "timeout"].includes(error.message)) {
          this.#view.mark(entry.element, "pending", this.#sentence(error.message));
          clearTimeout(this.#retryTimer);
          this.#retryTimer = setTimeout(() => [...this.#pending.keys()].forEach((key) => this.#pending.get(key).refused || this.#push(key)), SEND_RETRY_MS);
          return;
        }
        entry.refused = true;
        this.#view.mark(entry.element, "failed", this.#sentence(error.message), () => {
          entry.refused = false;
          this.#push(id);
        });
      },
    );
  }

  #someoneTypes({ name, client }) {
    if (typeof name !== "string" || client === this.#self) return;
    this.#typing.set(client ?? name, { name: name.slice(0, 40), until: Date.now() + TYPING_SHOWN_MS });
    this.#showTyping();
  }

  #stopTyping(client) {
    if (this.#typing.delete(client)) this.#showTyping();
  }

  #showTyping() {
    clearTimeout(this.#typingTimer);
    const now = Date.now();
    for (const [key, { until }] of this.#typing) if (until <= now) this.#typing.delete(key);
    this.#view.typing([...this.#typing.values()].map((t) => t.name));
    if (this.#typing.size > 0) this.#typingTimer = setTimeout(() => this.#showTyping(), 500);
  }

  #showState(state, wait) {
    if (state === "connecting") this.#view.state("connecting", "connecting");
    else if (state === "open") this.#view.state("connecting", "joining");
    else this.#view.state("offline", wait && wait >= 1000 ? `offline, retry in ${Math.round(wait / 1000)} s` : "offline");
  }

  #sentence(reason) {
    const sentences = {
      unavailable: "room is away",
      overloaded: "room is busy",
      timeout: "no answer",
      not_stored: "not stored",
      payload_too_large: "too long",
    };
    return sentences[reason] ?? reason.replaceAll("_", " ");
  }
}

let room = null;

function enter(name, topic, token) {
  localStorage.setItem("name", name);
  history.replaceState(null, "", "?room=" + encodeURIComponent(topic));
  room?.close();
  room = new Room(name, topic, token);
}

const text = $("text");
const fit = () => {
  text.style.height = "auto";
  text.style.height = text.scrollHeight + 2 + "px";
};

$("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = $("name").value.trim();
  const topic = $("room").value.trim().replace(/^#/, "");
  if (name && topic) enter(name, topic, $("token").value.trim() || null);
});

$("compose").addEventListener("submit", (event) => {
  event.preventDefault();
  const body = text.value.trim();
  if (!body || !room) return;
  room.send(body);
  text.value = "";
  fit();
  text.focus();
});

text.addEventListener("input", () => {
  fit();
  if (text.value) room?.typing();
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("compose").requestSubmit();
  }
});

$("leave").addEventListener("click", () => {
  room?.close();
  room = null;
});
$("state").addEventListener("click", () => room?.retryNow());
addEventListener("online", () => room?.retryNow());

$("name").value = localStorage.getItem("name") ?? "";
$("room").value = new URLSearchParams(location.search).get("room") ?? "lobby";
($("name").value ? $("room") : $("name")).focus();
