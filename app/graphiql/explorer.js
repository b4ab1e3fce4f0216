// The explorer: sends what is written, shows what comes back. Subscriptions are read as server-sent events.
import { showSchema } from "./schema-view.js";

const at = (id) => document.getElementById(id);
const endpoint = location.pathname;
let running = null;

function headers() {
  const sent = { "Content-Type": "application/json" };
  if (at("token").value.trim()) sent.Authorization = `Bearer ${at("token").value.trim()}`;
  if (at("tenant").value.trim()) sent["X-Tenant"] = at("tenant").value.trim();
  return sent;
}

function say(text, problem = false) {
  const line = document.createElement("span");
  line.textContent = text;
  if (problem) line.className = "problem";
  at("status").replaceChildren(line);
}

const pretty = (value) => JSON.stringify(value, null, 2);

async function run() {
  let variables = {};
  try {
    variables = JSON.parse(at("variables").value || "{}");
  } catch (error) {
    say(`The variables are not JSON: ${error.message}`, true);
    return;
  }
  running?.abort();
  running = new AbortController();
  const query = at("query").value;
  const streaming = /^\s*subscription\b/m.test(query);
  const started = performance.now();
  at("stop").hidden = false;
  say("Running …");
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { ...headers(), Accept: streaming ? "text/event-stream" : "application/graphql-response+json" },
      body: JSON.stringify({ query, variables }),
      signal: running.signal,
    });
    if (streaming && response.ok) {
      await follow(response);
    } else {
      const answer = await response.json();
      at("result").textContent = pretty(answer);
      const took = Math.round(performance.now() - started);
      const wrong = answer.errors?.length ?? 0;
      const cost = answer.extensions?.cost ? `, cost ${answer.extensions.cost.requested}` : "";
      say(`${response.status}, ${took} ms${cost}${wrong ? `, ${wrong} error${wrong > 1 ? "s" : ""}` : ""}`, wrong > 0);
    }
  } catch (error) {
    say(error.name === "AbortError" ? "Stopped." : `No answer: ${error.message}`, error.name !== "AbortError");
  } finally {
    at("stop").hidden = true;
  }
}

async function follow(response) {
  at("result").textContent = "";
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let events = 0;
  say("Following; waiting for events …");
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.match(/^data: (.+)$/m);
      if (!data) continue;
      events += 1;
      at("result").textContent = `${pretty(JSON.parse(data[1]))}\n\n${at("result").textContent}`;
      say(`Following; ${events} event${events > 1 ? "s" : ""}.`);
    }
  }
  say(`The stream ended after ${events} event${events === 1 ? "" : "s"}.`);
}

function indent(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  } else if (event.key === "Enter" && event.target.id === "query") {
    const { selectionStart: place, value } = event.target;
    const line = value.slice(value.lastIndexOf("\n", place - 1) + 1, place);
    const deeper = /[{(]\s*$/.test(line) ? "  " : "";
    event.preventDefault();
    event.target.setRangeText(`\n${line.match(/^\s*/)[0]}${deeper}`, place, event.target.selectionEnd, "end");
  }
}

async function examples() {
  const found = await (await fetch("/graphiql/examples.json")).json();
  for (const example of found) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = example.title;
    button.title = example.role ? `${example.about} Needs the sign-in of a ${example.role}.` : example.about;
    button.addEventListener("click", () => {
      at("query").value = example.query;
      at("variables").value = "{}";
      say(button.title);
    });
    const item = document.createElement("li");
    item.append(button);
    at("examples").append(item);
  }
  if (!at("query").value && found.length) at("examples").querySelector("button").click();
}

for (const id of ["query", "variables"]) at(id).addEventListener("keydown", indent);
at("run").addEventListener("click", run);
at("stop").addEventListener("click", () => running?.abort());
at("sign-in").addEventListener("submit", (event) => event.preventDefault());
for (const id of ["token", "tenant"]) at(id).addEventListener("change", () => showSchema(endpoint, headers(), at));
examples();
showSchema(endpoint, headers(), at);
