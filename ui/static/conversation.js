// Draws the questions, their answers and what was found near them.

const HEADER = 80; // pixels at the top that the page's header takes

function drawConversation(root, state, data) {
  if (state.conversation !== data.conversation) {
    // nothing of the last one is drawn on
    Object.assign(state, { root, pieces: [], asked: undefined, opened: null });
    root.replaceChildren(make("div", "exchanges"), make("section", "suggestions"));
  }
  const opened = state.conversation !== data.conversation && data.exchanges.length > 1;
  state.conversation = data.conversation;
  Object.assign(state, { shown: data.exchanges, data });
  const writing = root.querySelector(".writing") !== null; // the reader is reading already
  const [list, suggestions] = root.children;
  const labels = JSON.stringify(data.labels);
  const before = state.pieces.length;
  state.pieces = data.exchanges.map((exchange, at) => {
    const json = JSON.stringify(exchange) + labels;
    const old = state.pieces[at];
    return old?.json === json ? old : { json, node: drawExchange(state, data, exchange, at) };
  });
  state.pieces.forEach(({ node }, at) => {
    const there = list.children[at]; // a node that is taken out and put back would lose the focus
    if (!there) list.append(node);
    else if (there !== node) putInPlace(root, there, node);
  });
  while (list.children.length > state.pieces.length) list.lastChild.remove();
  drawSuggestions(state, data, suggestions);
  drawDrafts(state);
  markOpened(state);
  markVotes(root, data.votes);
  showReceipt(root, state, data);
  if (state.asked !== undefined && state.asked !== data.asked) answered(state, data, writing);
  else if (opened) bringUp(state.pieces.at(-1).node); // where the conversation was left
  else if (before && before < state.pieces.length) bringUp(state.pieces.at(-1).node);
  state.asked = data.asked;
}

/** Replaces a question's node; the focus stays on the source that it was on. */
function putInPlace(root, there, node) {
  const source = root.getRootNode().activeElement?.dataset?.source;
  const inside = source && there.contains(root.getRootNode().activeElement);
  there.replaceWith(node);
  if (inside) node.querySelector(`[data-source="${source}"]`)?.focus({ preventScroll: true });
}

function answered(state, data, writing) {
  const again = state.pieces[state.waiting]?.node;
  state.waiting = undefined;
  state.status.textContent = data.labels.answered;
  if (!again) {
    if (!writing) bringUp(state.pieces.at(-1).node);
    return;
  }
  again.removeAttribute("aria-busy");
  again.focus({ preventScroll: true }); // the button that was pressed is gone
  const { top } = again.getBoundingClientRect();
  if (top < 64 || top > window.innerHeight / 2) bringUp(again);
}

function bringUp(node) {
  // Streamlit scrolls to the end when the page grows; the question is to stand at the top. Only the
  // page's own scroller is moved: scrollIntoView would move what must not scroll, too.
  for (const wait of [50, 400]) {
    setTimeout(() => {
      if (node.isConnected) scrollerAround(node).scrollTop += node.getBoundingClientRect().top - HEADER;
    }, wait);
  }
}

function drawExchange(state, data, exchange, at) {
  const node = make("article", "exchange");
  node.tabIndex = -1;
  const question = make("p", "question");
  question.append(make("span", "hidden", `${data.labels.you}: `), make("span", "", exchange.question));
  node.append(question, ...drawUnderstood(state, data, exchange, at));
  if (exchange.pending) node.append(drawPending(node, data));
  else if (exchange.error) node.append(drawError(exchange.error));
  else node.append(drawAnswer(state, data, exchange, at));
  return node;
}

function drawPending(node, data) {
  node.setAttribute("aria-busy", "true");
  const line = make("p", "pending", data.labels.searching);
  line.lang = data.lang;
  return line;
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
  if (exchange.model) node.append(...drawWritten(state, data, exchange, at));
  for (const { kind, words } of exchange.text) node.append(make("p", kind, words));
  node.append(...drawStatements(state, data, exchange, at, exchange.lines));
  if (!exchange.found && exchange.byHand.length && !data.readOnly) node.append(drawAnywhere(state, data, at));
  if (exchange.wider) node.append(drawWider(state, data, exchange, at));
  if (exchange.own) node.append(drawSources(state, data, exchange, at));
  node.append(drawTools(state, data, exchange, at));
  return node;
}

function drawStatements(state, data, exchange, at, lines) {
  const nodes = [];
  let before;
  for (const line of lines) {
    if (`${line.speaker} ${line.where}` !== before) {
      const speaker = make("p", "speaker");
      speaker.append(make("b", "", line.speaker), make("span", "where", line.where));
      nodes.push(speaker);
    }
    before = `${line.speaker} ${line.where}`;
    const words = make("p", "quote", line.words);
    words.append(drawMarker(state, data, exchange, at, line.source));
    nodes.push(words);
  }
  return nodes;
}

function drawMarker(state, data, exchange, at, index) {
  const source = exchange.sources[index];
  const node = button("marker", `[${source.number}]`, (self) => open(state, self, at, index));
  node.dataset.source = `${at}:${index}`;
  node.setAttribute("aria-label", `${fill(data.labels.show, source.number)}: ${source.speaker}`);
  const tip = make("div", "tip");
  tip.popover = "manual";
  tip.setAttribute("role", "tooltip");
  tip.append(make("b", "", source.speaker), make("span", "where", source.where), make("span", "", source.words));
  if (source.standing) tip.append(drawStanding(data, source));
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
  exchange.sources.slice(0, exchange.own).forEach((source, index) => {
    const item = button("source", "", (self) => open(state, self, at, index));
    item.dataset.source = `${at}:${index}`;
    const head = make("span", "head");
    if (exchange.found) head.append(make("span", "number", source.number));
    head.append(make("b", "", source.speaker), make("span", "where", source.where));
    if (source.standing) head.append(drawStanding(data, source));
    item.append(head, make("span", "words", source.words));
    item.title = source.title;
    const row = make("li", "");
    row.append(item);
    if (exchange.found && !data.readOnly) row.append(drawDispute(state, data, exchange, at, index));
    list.append(row);
  });
  node.append(list);
  return node;
}

function drawStanding(data, source) {
  const node = make("span", `standing ${source.standing}`, data.labels.standings[source.standing]);
  node.lang = data.lang;
  node.title = data.labels.standingNotes[source.standing];
  return node;
}

function open(state, node, exchange, source) {
  opener = { node, state };
  state.opened = node.dataset.source;
  markOpened(state);
  state.send("open", { exchange, source });
  const shown = state.shown[exchange].sources[source]; // none while a model is still writing
  if (shown?.standing === "kept") showAtOnce(shown);
}

/** Marks the source that the pane shows: here and not by the server, so that a click redraws nothing. */
function markOpened(state) {
  for (const node of state.root.querySelectorAll("[data-source]")) {
    const current = node.dataset.source === state.opened;
    node.classList.toggle("opened", current);
    if (current) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}
