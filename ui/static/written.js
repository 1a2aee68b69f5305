// Draws what a language model wrote: sentences with their proof, also while it is still writing.

let drafts = []; // answers that are being written, as far as they have come
let talking = null; // the conversation that they belong to

function drawWritten(state, data, exchange, at) {
  const { model } = exchange;
  const nodes = [];
  if (model.notice) nodes.push(drawNotice(data, model));
  const box = make("div", "generated");
  for (const sentence of model.sentences) appendSentence(box, { state, data, exchange, at }, sentence);
  if (box.hasChildNodes()) nodes.push(box);
  for (const words of [model.summary, ...model.notes]) {
    if (!words) continue;
    const line = make("p", "aside", words);
    line.lang = data.lang;
    nodes.push(line);
  }
  return nodes;
}

function drawNotice(data, model) {
  const node = make("div", "notice");
  node.append(make("p", "", model.notice));
  if (model.detail) {
    const more = make("details", "");
    more.lang = data.lang;
    more.append(make("summary", "", data.labels.model.why), make("p", "", model.detail));
    node.append(more);
  }
  return node;
}

/** Adds a sentence to a box: to its last paragraph where it goes on there. */
function appendSentence(box, context, sentence) {
  const { state, data, exchange, at } = context;
  if (sentence.state === "replaced") {
    box.append(...drawStatements(state, data, exchange, at, sentence.quotes), drawReplaced(data, sentence));
    return;
  }
  let paragraph = box.lastElementChild;
  if (sentence.paragraph || !paragraph?.classList.contains("written")) {
    paragraph = make("p", "written");
    box.append(paragraph);
  } else if (!/^(ja|zh)/.test(exchange.language)) paragraph.append(" ");
  paragraph.append(drawSentence(context, sentence));
}

function drawSentence({ state, data, exchange, at }, sentence) {
  const labels = data.labels.model;
  const node = make("span", `sentence ${sentence.state}`);
  node.append(make("span", "said", sentence.words));
  if (sentence.named) node.append(make("span", "named", sentence.named));
  node.append(...sentence.sources.map((index) => drawMarker(state, data, exchange, at, index)));
  if (sentence.state === "proven") {
    const sign = make("span", "proof", "✓");
    sign.setAttribute("aria-hidden", "true");
    sign.title = labels.proven;
    node.append(sign, hidden(data, labels.proven));
  } else node.append(drawFaults(data, sentence));
  return node;
}

function drawFaults(data, sentence) {
  const node = make("span", "faults", fill(data.labels.model.unproven, sentence.faults));
  node.lang = data.lang;
  return node;
}

function hidden(data, words) {
  const node = make("span", "hidden", words);
  node.lang = data.lang;
  return node;
}

function drawReplaced(data, sentence) {
  const node = make("details", "replaced");
  node.lang = data.lang;
  const words = make("p", "");
  words.append(make("del", "", sentence.words));
  node.append(make("summary", "", data.labels.model.replaced), words, drawFaults(data, sentence));
  return node;
}

/** Takes in how far the answers have come that are being written. */
function takeDrafts(data) {
  drafts = data.exchanges;
  if (talking?.root.isConnected) drawDrafts(talking);
}

/** Draws what is new in each draft into its question; what is there stays as it is. */
function drawDrafts(state) {
  talking = state;
  for (const draft of drafts) {
    const at = state.shown.findIndex((exchange) => exchange.id === draft.id && exchange.pending);
    if (at >= 0) drawDraft(state, draft, at);
  }
}

function drawDraft(state, draft, at) {
  const { node } = state.pieces[at];
  const box = node.querySelector(".writing") ?? beginDraft(state, node, draft);
  const [written, tail] = box.children;
  const context = { state, data: state.data, exchange: draft, at };
  const drawn = Number(box.dataset.drawn ?? 0);
  for (const sentence of draft.sentences.slice(drawn)) appendSentence(written, context, sentence);
  box.dataset.drawn = draft.sentences.length;
  const words = tail.lastElementChild;
  if (words.textContent !== draft.tail) words.textContent = draft.tail;
  markOpened(state);
}

function beginDraft(state, node, draft) {
  const box = make("div", "writing");
  const written = make("div", "generated");
  written.lang = draft.language;
  const tail = make("p", "tail");
  const label = make("span", "checking", state.data.labels.model.checking);
  label.lang = state.data.lang;
  const words = make("span", "");
  words.lang = draft.language;
  tail.append(label, words);
  box.append(written, tail);
  node.querySelector(".pending").replaceWith(box);
  return box;
}
