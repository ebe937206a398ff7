// Drives the real Phoenix client: commands come in as lines of JSON on standard input, what happens goes out as lines of JSON.
// Each command has an id, which its answer repeats; what happens by itself has the key "event" instead.

import { createInterface } from "node:readline";
import { Socket } from "phoenix";
import { WebSocket } from "ws";

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const bytes = (payload) => (payload instanceof ArrayBuffer ? { bytes: Buffer.from(payload).toString("base64") } : payload);

let socket = null;
const channels = new Map();

const commands = {
  connect({ url, params = {}, authToken }, done) {
    socket = new Socket(url, { transport: WebSocket, params, authToken });
    let told = false;
    socket.onOpen(() => {
      say({ event: "open" });
      if (!told) done({ ok: {} });
      told = true;
    });
    socket.onClose((event) => say({ event: "close", code: event.code ?? 0, reason: String(event.reason ?? "") }));
    socket.onError((error) => say({ event: "socket_error", message: String(error?.message ?? error?.error?.message ?? "") }));
    socket.connect();
  },

  // With "recover", each join says where the last one ended, as the page does.
  join({ topic, payload = {}, recover = false }, done) {
    let last = null;
    let epoch = null;
    const channel = socket.channel(topic, () => (recover && last !== null ? { ...payload, since: last, epoch } : payload));
    channels.set(topic, channel);
    const saw = (message) => {
      if (typeof message?.seq === "number") last = message.seq;
    };
    channel.onMessage = (event, message, ref) => {
      if (event === "phx_reply" && ref === channel.joinRef() && message.status === "ok" && recover) {
        const { response } = message;
        const rejoined = last !== null;
        epoch = response.epoch;
        for (const stored of response.messages) {
          saw(stored);
          if (rejoined) say({ event: "message", topic, name: "new_msg", payload: stored, recovered: true });
        }
        last = response.last_seq;
        if (rejoined) say({ event: "rejoined", topic, recovered: response.recovered });
      } else if (!event.startsWith("phx_") && !event.startsWith("chan_reply_")) {
        saw(message);
        say({ event: "message", topic, name: event, payload: bytes(message) });
      }
      return message;
    };
    channel.onClose(() => say({ event: "channel_close", topic }));
    channel.onError((reason) => say({ event: "channel_error", topic, reason: String(reason ?? "") }));
    answer(channel.join(), done);
  },

  push({ topic, name, payload = {}, base64 }, done) {
    const data = base64 === undefined ? payload : Uint8Array.from(Buffer.from(base64, "base64")).buffer;
    answer(channels.get(topic).push(name, data), done);
  },

  leave({ topic }, done) {
    answer(channels.get(topic).leave(), done);
  },

  disconnect(_, done) {
    socket.disconnect(() => done({ ok: {} }));
  },
};

function answer(push, done) {
  push
    .receive("ok", (response) => done({ ok: bytes(response) }))
    .receive("error", (response) => done({ error: response }))
    .receive("timeout", () => done({ error: { reason: "client timeout" } }));
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { id, command, ...rest } = JSON.parse(line);
    // A join is answered again after each reconnect: only the first answer belongs to the command.
    let answered = false;
    commands[command](rest, (result) => {
      if (!answered) say({ id, ...result });
      answered = true;
    });
  })
  .on("close", () => process.exit(0));

say({ event: "ready" });
