// A transcript, drawn around a place in it: beside the conversation, or as a page. What has been
// drawn of its words stays; a click on another citation moves the mark and scrolls.

let sideView = null; // the pane beside the conversation, as it was drawn last

function drawSource(root, state, data) {
  const book = books.get(data.book);
  if (!book) {
    arrivals.addEventListener(data.book, () => state.expected === data && drawSource(root, state, data), { once: true });
    state.expected = data;
    return;
  }
  state.expected = null;
  const drawn = `${data.book} ${data.lang} ${data.placement}`;
  const fresh = state.view?.drawn !== drawn;
  const kept = fresh && state.step === data.step ? readingBefore(state.view, data) : null;
  if (fresh) {
    state.view?.left.abort();
    state.view = openView(root, state, data, book, drawn);
  }
  const view = state.view;
  view.data = data;
  updateHead(view);
  if (kept) resume(view, kept);
  else if (state.step !== data.step || fresh) {
    const opened = state.step !== data.step;
    state.step = data.step;
    showPlace(view, opened);
  }
  if (data.reply) answerSelection(view, data.reply);
}

/** Where a view is read that is about to be drawn anew: in another language, and nothing else. */
function readingBefore(view, { book, placement }) {
  const same = view?.body.isConnected && view.data.book === book && view.data.placement === placement;
  return same ? readingIn(view) : null;
}

/** Shows a citation in the pane at once where its transcript is open; the server says so too, later. */
function showAtOnce(source) {
  const view = sideView;
  if (!view?.root.isConnected || view.data.transcript !== source.transcript) return;
  view.data = { ...view.data, cited: source.span, at: source.span[0] };
  showPlace(view, true);
}

function openView(root, state, data, book, drawn) {
  const side = data.placement === "side";
  const view = { root, state, data, book, drawn, side, labels: data.labels, settled: -10, left: new AbortController() };
  root.classList.toggle("side", side);
  root.classList.toggle("reader", !side);
  view.pane = make(side ? "aside" : "section", "pane");
  view.head = make("header", "");
  view.place = make("p", "place");
  view.parts = [make("nav", "parts"), make("nav", "parts")];
  view.body = make("div", "body");
  view.body.tabIndex = side ? 0 : -1;
  if (side) view.body.setAttribute("role", "region"); // a page is one itself
  view.bar = make("div", "bar");
  view.bar.append(view.place, drawReadingTools(view));
  if (side) view.pane.append(view.head, view.bar, view.body);
  else {
    const columns = make("div", "columns");
    columns.append(drawOutline(view), view.body);
    view.pane.append(view.head, drawPicture(view), view.parts[0], view.bar, columns, view.parts[1], view.sheet);
  }
  if (side) view.pane.addEventListener("keydown", (event) => event.key === "Escape" && close(state));
  root.replaceChildren(view.pane);
  if (side) sideView = view;
  view.scroller = side ? view.body : scrollerAround(root);
  followReading(view);
  followSelection(view);
  return view;
}

function drawReadingTools(view) {
  const { labels, side } = view;
  const tools = make("div", "reading-tools");
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", labels.tools);
  if (!side) tools.append(drawSheetButton(view));
  tools.append(drawFind(view), drawJump(view));
  if (!side) tools.append(button("print", labels.print, () => window.print()));
  return tools;
}

function drawJump(view) {
  const { labels, book } = view;
  const form = make("form", "jump");
  const field = make("input", "");
  field.type = "text";
  field.inputMode = "numeric";
  field.autocomplete = "off";
  field.setAttribute("aria-label", labels.jump);
  field.title = labels.jump;
  view.number = field;
  form.append(field, make("span", "where", fill(labels.jump_of, book.turns.at(-1)?.number ?? 0)));
  field.addEventListener("focus", () => field.select());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = Number(field.value.normalize("NFKC"));
    if (Number.isInteger(number)) goToTurn(view, turnNumbered(book, number), true);
  });
  field.addEventListener("blur", () => showCurrent(view));
  return form;
}

function updateHead(view) {
  const { data, side } = view;
  const json = JSON.stringify([data.title, data.facts, data.note, data.parts]);
  if (json !== view.headJson) {
    view.headJson = json;
    view.head.replaceChildren(...drawHead(view));
    view.pane.setAttribute("aria-label", side ? data.labels.source : data.title);
    if (side) view.body.setAttribute("aria-label", data.title);
    if (!side) for (const nav of view.parts) fillParts(nav, data);
  }
  view.place.hidden = !data.address;
  if (data.address) view.place.replaceChildren(...drawPlace(data));
}

function drawHead(view) {
  const { data, side, state } = view;
  const top = make("div", "top");
  top.append(make(side ? "h2" : "h1", "", data.title));
  if (side) {
    const cross = button("close", "×", () => close(state));
    cross.setAttribute("aria-label", data.labels.close);
    top.append(cross);
  }
  const nodes = [top];
  if (data.facts) nodes.push(drawFacts(data.facts));
  if (data.note) {
    const note = make("p", "note", data.note);
    note.setAttribute("role", "status");
    nodes.push(note);
  }
  return nodes;
}

function drawPlace(data) {
  const nodes = data.speaker ? [make("b", "", data.speaker)] : [];
  const link = make("a", "link", data.labels.link);
  link.href = data.address;
  link.target = "_blank";
  link.rel = "noopener";
  return [...nodes, make("span", "where", data.where), link];
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

function fillParts(nav, data) {
  const parts = data.parts ?? [];
  nav.hidden = !parts.length;
  nav.setAttribute("aria-label", data.labels.neighbours);
  nav.replaceChildren(
    ...parts.map(({ way, label, title, address }) => {
      const link = make("a", `part ${way}`);
      link.href = inThisLanguage(address);
      link.append(make("span", "where", label), make("span", "words", title));
      return link;
    }),
  );
}

/** An address of ours with the language of the page, which a new page would not know. */
function inThisLanguage(address) {
  const lang = new URL(location.href).searchParams.get("lang");
  return lang ? `${address}&lang=${encodeURIComponent(lang)}` : address;
}

function close(state) {
  state.send("close", true);
  const { node } = opener ?? {};
  unmarkOpened();
  node?.focus();
}

/** The pane is gone, closed here or by going back: no source is the opened one any more. */
function forgetPane(state) {
  if (sideView?.state !== state) return;
  sideView = null;
  unmarkOpened();
}

function unmarkOpened() {
  if (!opener) return;
  opener.state.opened = null;
  markOpened(opener.state);
  opener = null;
}
