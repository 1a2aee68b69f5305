// Draws the conversation and the source pane. Every node is made with createElement and
// textContent: whatever a transcript, a file name or a question holds stays text.

const states = new WeakMap(); // a component's root -> what it has drawn, and how it reports
let opener = null; // the button that opened the pane; focus goes back to it

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".hatsugen");
  const state = states.get(root) ?? { pieces: [] };
  states.set(root, state);
  state.send = setTriggerValue;
  if (data.kind === "page") {
    document.documentElement.lang = data.lang; // fonts, line breaks and screen readers go by it
    return;
  }
  root.lang = data.lang;
  const json = JSON.stringify(data);
  if (state.json === json) return;
  state.json = json;
  if (data.kind === "conversation") drawConversation(root, state, data);
  else drawSource(root, state, data);
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function button(className, text, onClick) {
  const node = make("button", className, text);
  node.type = "button";
  node.addEventListener("click", () => onClick(node));
  return node;
}

// ---- the conversation

function drawConversation(root, state, data) {
  const labels = JSON.stringify(data.labels);
  const fresh = data.exchanges.map((exchange) => JSON.stringify(exchange) + labels);
  state.pieces = fresh.map((json, at) => {
    const old = state.pieces[at];
    if (old?.json === json) return old;
    return { json, node: drawExchange(state, data, data.exchanges[at], at) };
  });
  const nodes = state.pieces.map((piece) => piece.node);
  let kept = 0; // a node that is taken out and put back would lose the focus
  while (kept < nodes.length && root.children[kept] === nodes[kept]) kept += 1;
  while (root.children.length > kept) root.lastChild.remove();
  root.append(...nodes.slice(kept));
  markOpened(root, data.opened);
  const last = state.pieces.at(-1);
  if (state.shown !== undefined && state.pieces.length > state.shown) bringUp(last.node);
  state.shown = state.pieces.length;
}

function bringUp(node) {
  // Streamlit scrolls to the end when the page grows; the question is to stand at the top
  for (const wait of [50, 400]) setTimeout(() => node.scrollIntoView({ block: "start" }), wait);
}

function drawExchange(state, data, exchange, at) {
  const node = make("article", "exchange");
  const question = make("p", "question");
  question.append(make("span", "hidden", `${data.labels.you}: `), make("span", "", exchange.question));
  node.append(question, exchange.error ? drawError(exchange.error) : drawAnswer(state, data, exchange, at));
  return node;
}

function drawError(error) {
  const node = make("div", "problem");
  node.setAttribute("role", "alert");
  node.append(make("p", "lead", error.lead), make("p", "detail", error.detail));
  return node;
}

function drawAnswer(state, data, exchange, at) {
  const node = make("div", exchange.found ? "answer" : "answer refusal");
  node.lang = exchange.language;
  exchange.text.forEach((line, index) => node.append(make("p", index ? "aside" : "text", line)));
  let before;
  for (const line of exchange.lines) {
    if (`${line.speaker} ${line.where}` !== before) {
      const speaker = make("p", "speaker");
      speaker.append(make("b", "", line.speaker), make("span", "where", line.where));
      node.append(speaker);
    }
    before = `${line.speaker} ${line.where}`;
    const words = make("p", "quote", line.words);
    words.append(drawMarker(state, data, exchange, at, line.source));
    node.append(words);
  }
  if (exchange.sources.length) node.append(drawSources(state, data, exchange, at));
  return node;
}

function drawMarker(state, data, exchange, at, index) {
  const source = exchange.sources[index];
  const node = button("marker", `[${source.number}]`, (self) => open(state, self, at, index));
  node.dataset.source = `${at}:${index}`;
  node.setAttribute("aria-label", `${data.labels.show.replace("{}", source.number)}: ${source.speaker}`);
  const tip = make("div", "tip");
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  tip.append(make("b", "", source.speaker), make("span", "where", source.where), make("span", "", source.words));
  const wrapper = make("span", "anchor");
  wrapper.append(node, tip);
  node.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showTip(node, tip));
  node.addEventListener("focus", () => node.matches(":focus-visible") && showTip(node, tip));
  for (const name of ["pointerleave", "blur", "click"]) node.addEventListener(name, () => tip.hidePopover());
  node.addEventListener("keydown", (event) => event.key === "Escape" && tip.hidePopover());
  return wrapper;
}

function showTip(node, tip) {
  tip.showPopover();
  const at = node.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const left = Math.min(Math.max(at.left - size.width / 2, 8), window.innerWidth - size.width - 8);
  const above = at.top - size.height - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 64 ? above : at.bottom + 8}px`;
}

function drawSources(state, data, exchange, at) {
  const node = make("section", "sources");
  node.lang = data.lang;
  node.append(make("h3", "", exchange.found ? data.labels.sources : data.labels.nearest));
  if (!exchange.found) node.append(make("p", "aside", data.labels.notAnAnswer));
  const list = make("ol", "");
  exchange.sources.forEach((source, index) => {
    const item = button("source", "", (self) => open(state, self, at, index));
    item.dataset.source = `${at}:${index}`;
    const head = make("span", "head");
    if (exchange.found) head.append(make("span", "number", source.number));
    head.append(make("b", "", source.speaker), make("span", "where", source.where));
    item.append(head, make("span", "words", source.words));
    item.title = source.title;
    const row = make("li", "");
    row.append(item);
    list.append(row);
  });
  node.append(list);
  return node;
}

function open(state, node, exchange, source) {
  opener = node;
  state.send("open", { exchange, source });
}

function markOpened(root, opened) {
  for (const node of root.querySelectorAll("[data-source]")) {
    const current = node.dataset.source === opened;
    node.classList.toggle("opened", current);
    if (current) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}

// ---- the source

function drawSource(root, state, data) {
  const side = data.placement === "side";
  root.classList.toggle("side", side);
  const pane = make(side ? "aside" : "section", "pane");
  pane.setAttribute("aria-label", data.labels.source);
  const body = make("div", "body");
  body.tabIndex = 0;
  body.setAttribute("role", "region");
  body.setAttribute("aria-label", data.title);
  if (data.before !== null) body.append(button("more", data.labels.earlier, () => state.send("more", data.before)));
  for (const turn of data.turns) body.append(drawTurn(turn));
  if (data.after !== null) body.append(button("more", data.labels.later, () => state.send("more", data.after)));
  pane.append(drawHead(state, data, side));
  if (data.address) pane.append(drawPlace(data));
  pane.append(body);
  if (side) pane.addEventListener("keydown", (event) => event.key === "Escape" && close(state));
  const before = root.querySelector(".body")?.scrollTop ?? 0;
  root.replaceChildren(pane);
  if (state.step === data.step) {
    body.scrollTop = before; // only the labels changed: the reader stays where they are
    return;
  }
  state.step = data.step;
  requestAnimationFrame(() => requestAnimationFrame(() => show(body, side)));
}

function drawHead(state, data, side) {
  const head = make("header", "");
  const top = make("div", "top");
  top.append(make("h2", "", data.title));
  if (side) {
    const cross = button("close", "×", () => close(state));
    cross.setAttribute("aria-label", data.labels.close);
    top.append(cross);
  }
  head.append(top);
  if (data.facts) head.append(drawFacts(data.facts));
  if (data.note) {
    const note = make("p", "note", data.note);
    note.setAttribute("role", "status");
    head.append(note);
  }
  return head;
}

function drawPlace(data) {
  const line = make("p", "place");
  if (data.speaker) line.append(make("b", "", data.speaker));
  line.append(make("span", "where", data.where));
  const link = make("a", "link", data.labels.link);
  link.href = data.address;
  link.target = "_blank";
  link.rel = "noopener";
  line.append(link);
  return line;
}

function drawFacts(facts) {
  const list = make("dl", "facts");
  for (const [label, value] of facts) {
    const pair = make("div", "");
    pair.append(make("dt", "", label), make("dd", "", value));
    list.append(pair);
  }
  return list;
}

function drawTurn(turn) {
  const node = make("article", turn.cited ? "turn cited" : "turn");
  const head = make("h3", "");
  head.append(make("span", "name", turn.speaker), make("span", "where", turn.turn));
  node.append(head);
  for (const runs of turn.paragraphs) {
    const paragraph = make("p", "");
    for (const run of runs) paragraph.append(run.cited ? make("mark", "", run.text) : run.text);
    node.append(paragraph);
  }
  return node;
}

function show(body, side) {
  const mark = body.querySelector("mark");
  if (!side) {
    mark?.scrollIntoView({ block: "center" });
    return;
  }
  const distance = mark ? mark.getBoundingClientRect().top - body.getBoundingClientRect().top : 0;
  body.scrollTop += distance - body.clientHeight / 3;
  if (opener) body.focus({ preventScroll: true });
}

function close(state) {
  state.send("close", true);
  opener?.focus();
  opener = null;
}
