// Draws a transcript: beside the conversation, or as a page.

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
