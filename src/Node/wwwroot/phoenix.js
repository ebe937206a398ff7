// A small client of the Phoenix Channels protocol, version 2: one socket, its channels, reconnecting with growing delays.

const RECONNECT_MS = [50, 200, 500, 1000, 2000, 5000];
const REJOIN_MS = [1000, 2000, 5000, 10000];
const HEARTBEAT_MS = 30000;
const PUSH_TIMEOUT_MS = 10000;

// A little randomness, so that the clients of a node that restarts do not all come back at the same moment.
const spread = (ms) => ms * (0.75 + Math.random() / 2);
const delay = (steps, tries) => spread(steps[Math.min(tries, steps.length - 1)]);

/** What a push or a join failed with: the server's reason, or "timeout" or "disconnected". */
export class PushError extends Error {
  constructor(response) {
    super(response.reason || "error");
    this.response = response;
  }
}

export class Socket {
  #path;
  #params;
  #token;
  #socket = null;
  #ref = 0;
  #tries = 0;
  #wanted = false;
  #reconnect = null;
  #heartbeat = null;
  #heartbeatRef = null;
  #channels = new Map();
  #waiting = new Map();

  /** Told "connecting", "open" or "closed" whenever that changes; with the time of the next try when it is closed. */
  onState = () => {};

  constructor(path, { params = {}, token = null } = {}) {
    this.#path = path;
    this.#params = params;
    this.#token = token;
  }

  get isOpen() {
    return this.#socket !== null && this.#socket.readyState === WebSocket.OPEN;
  }

  connect() {
    this.#wanted = true;
    clearTimeout(this.#reconnect);
    if (this.#socket) return;
    const url = new URL(this.#path + "/websocket", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.search = new URLSearchParams({ ...this.#params, vsn: "2.0.0" });
    const offer = this.#token ? ["phoenix", "base64url.bearer.phx." + btoa(this.#token).replace(/=/g, "")] : [];
    this.onState("connecting");
    const socket = (this.#socket = new WebSocket(url, offer));
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = (event) => this.#closed(socket, event);
  }

  /** Tries at once instead of at the end of the delay: the network came back, or somebody asked for it. */
  retryNow() {
    if (!this.#wanted || this.#socket) return;
    this.#tries = 0;
    this.connect();
  }

  disconnect() {
    this.#wanted = false;
    clearTimeout(this.#reconnect);
    if (this.#socket) this.#socket.close(1000);
  }

  /** A channel of this socket. `payload` is called for each join, so that a join can say where the last one ended. */
  channel(topic, payload = () => ({})) {
    const channel = new Channel(this, topic, payload);
    this.#channels.set(topic, channel);
    return channel;
  }

  forget(channel) {
    if (this.#channels.get(channel.topic) === channel) this.#channels.delete(channel.topic);
  }

  /** Sends a frame and gives the reply as a promise. A join ref of null with `isJoin` is the frame's own ref. */
  request(topic, event, payload, { joinRef = null, isJoin = false, timeout = PUSH_TIMEOUT_MS } = {}) {
    const ref = String(++this.#ref);
    const reply = new Promise((resolve, reject) => {
      if (!this.isOpen) {
        reject(new PushError({ reason: "disconnected" }));
        return;
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(ref);
        reject(new PushError({ reason: "timeout" }));
      }, timeout);
      this.#waiting.set(ref, { resolve, reject, timer });
      this.#socket.send(JSON.stringify([isJoin ? ref : joinRef, ref, topic, event, payload]));
    });
    return { ref, reply };
  }

  /** Sends a frame that nobody answers. */
  send(topic, event, payload, joinRef) {
    if (this.isOpen) this.#socket.send(JSON.stringify([joinRef, null, topic, event, payload]));
  }

  #opened() {
    this.#tries = 0;
    this.#heartbeatRef = null;
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.onState("open");
    for (const channel of this.#channels.values()) channel.connected();
  }

  #beat() {
    // The last one was not answered: the connection is dead, though nobody said so.
    if (this.#heartbeatRef) {
      this.#socket.close(1000, "heartbeat timeout");
      return;
    }
    const { ref, reply } = this.request("phoenix", "heartbeat", {}, { timeout: HEARTBEAT_MS });
    this.#heartbeatRef = ref;
    reply.then(() => (this.#heartbeatRef = null), () => {});
  }

  #received(data) {
    if (typeof data !== "string") return;
    const [joinRef, ref, topic, event, payload] = JSON.parse(data);
    if (event === "phx_reply") {
      const waiting = this.#waiting.get(ref);
      if (!waiting) return;
      this.#waiting.delete(ref);
      clearTimeout(waiting.timer);
      if (payload.status === "ok") waiting.resolve(payload.response);
      else waiting.reject(new PushError(payload.response));
      return;
    }
    const channel = this.#channels.get(topic);
    if (channel) channel.received(joinRef, event, payload);
  }

  #closed(socket, event) {
    if (this.#socket !== socket) return;
    this.#socket = null;
    clearInterval(this.#heartbeat);
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new PushError({ reason: "disconnected" }));
    }
    this.#waiting.clear();
    for (const channel of this.#channels.values()) channel.disconnected();
    if (!this.#wanted) {
      this.onState("closed", null, event);
      return;
    }
    const wait = delay(RECONNECT_MS, this.#tries++);
    this.#reconnect = setTimeout(() => this.connect(), wait);
    this.onState("closed", wait, event);
  }
}

export class Channel {
  #socket;
  #payload;
  #joinRef = null;
  #tries = 0;
  #rejoin = null;
  #wanted = false;
  #events = new Map();

  /** Told the response of each successful join, the first one and those after a reconnect. */
  onJoin = () => {};
  /** Told when a join is refused; it is tried again after a while. */
  onJoinError = () => {};
  /** Told when the channel is not joined any more. */
  onDown = () => {};

  constructor(socket, topic, payload) {
    this.#socket = socket;
    this.topic = topic;
    this.#payload = payload;
    this.isJoined = false;
  }

  on(event, handler) {
    this.#events.set(event, handler);
  }

  join() {
    this.#wanted = true;
    if (this.#socket.isOpen) this.#join();
  }

  leave() {
    this.#wanted = false;
    clearTimeout(this.#rejoin);
    this.#socket.forget(this);
    if (this.isJoined) this.#socket.request(this.topic, "phx_leave", {}, { joinRef: this.#joinRef }).reply.catch(() => {});
    this.#down();
  }

  /** Resolves with the response when the server has done what was asked; rejects with a PushError. */
  push(event, payload) {
    if (!this.isJoined) return Promise.reject(new PushError({ reason: "disconnected" }));
    return this.#socket.request(this.topic, event, payload, { joinRef: this.#joinRef }).reply;
  }

  /** Sends without asking for an answer. */
  signal(event, payload) {
    if (this.isJoined) this.#socket.send(this.topic, event, payload, this.#joinRef);
  }

  connected() {
    if (this.#wanted) this.#join();
  }

  disconnected() {
    clearTimeout(this.#rejoin);
    this.#tries = 0;
    this.#down();
  }

  received(joinRef, event, payload) {
    if (joinRef !== null && joinRef !== this.#joinRef) return;
    if (event === "phx_error") this.#retry();
    else if (event === "phx_close") this.#down();
    else this.#events.get(event)?.(payload);
  }

  #join() {
    clearTimeout(this.#rejoin);
    const { ref, reply } = this.#socket.request(this.topic, "phx_join", this.#payload(), { isJoin: true });
    this.#joinRef = ref;
    reply.then(
      (response) => {
        if (this.#joinRef !== ref || !this.#wanted) return;
        this.#tries = 0;
        this.isJoined = true;
        this.onJoin(response);
      },
      (error) => {
        if (this.#joinRef !== ref || !this.#wanted || !this.#socket.isOpen) return;
        if (error.message === "timeout") this.#socket.send(this.topic, "phx_leave", {}, ref);
        this.onJoinError(error);
        this.#retry();
      },
    );
  }

  #retry() {
    this.#down();
    this.#rejoin = setTimeout(() => this.#socket.isOpen && this.#wanted && this.#join(), delay(REJOIN_MS, this.#tries++));
  }

  #down() {
    this.#joinRef = null;
    if (!this.isJoined) return;
    this.isJoined = false;
    this.onDown();
  }
}
