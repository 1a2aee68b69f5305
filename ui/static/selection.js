// What can be done with a passage that the reader selects: cite it, link to it, ask about it. The
// browser says which characters; Python slices the quote from the source text.

let requests = 0; // numbers what is asked, so that no answer is taken for another's

function followSelection(view) {
  const { signal } = view.left;
  view.turnTools = drawTurnTools(view);
  view.choices = drawChoices(view);
  let waiting;
  let pressed = false;
  const look = () => {
    clearTimeout(waiting);
    if (!view.body.isConnected) view.left.abort();
    else if (!pressed) waiting = setTimeout(() => view.body.isConnected && offerChoices(view), 120);
  };
  signal.addEventListener("abort", () => clearTimeout(waiting));
  document.addEventListener("selectionchange", look, { signal });
  view.body.addEventListener("pointerdown", () => (pressed = true), { signal });
  for (const name of ["pointerup", "pointercancel"]) {
    window.addEventListener(name, () => { pressed = false; look(); }, { signal });
  }
  view.scroller.addEventListener("scroll", () => hideChoices(view), { signal, passive: true });
  view.body.addEventListener("pointerover", (event) => {
    const turn = event.pointerType === "mouse" && event.target.closest?.(".turn");
    if (turn) placeTurnTools(view, Number(turn.dataset.at));
  }, { signal });
  view.body.addEventListener("focusin", (event) => {
    const turn = event.target.closest?.(".turn");
    if (turn && event.target === turn) placeTurnTools(view, Number(turn.dataset.at));
  }, { signal });
}

/** The range of source offsets that is selected, cut to the turn in which it begins, or null. */
function selectedSpan(view) {
  const root = view.body.getRootNode();
  const selection = root.getSelection?.() ?? document.getSelection();
  const range = selection.getComposedRanges?.({ shadowRoots: [root] })[0] ?? (selection.rangeCount ? selection.getRangeAt(0) : null);
  if (!range || range.collapsed) return null;
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  const at = view.nodes?.findIndex((node) => node && live.intersectsNode(node) && touches(node, live)) ?? -1;
  if (at < 0) return null;
  const spans = [...view.nodes[at].querySelectorAll(":scope > p")].flatMap((node, index) =>
    spanWithin(view.book.turns[at].paragraphs[index], node, live),
  );
  if (!spans.length) return null;
  return { at, start: spans[0][0], end: spans.at(-1)[1], live };
}

function touches(node, range) {
  return [...node.querySelectorAll(":scope > p")].some((paragraph) => unitsWithin(paragraph, range));
}

/** Which units of a paragraph's text a range holds: [from, to], or null. */
function unitsWithin(node, range) {
  if (!range.intersectsNode(node)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(node);
  const head = whole.cloneRange();
  const tail = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) {
    head.setEnd(range.startContainer, range.startOffset);
  } else head.collapse(true);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) {
    tail.setStart(range.endContainer, range.endOffset);
  } else tail.collapse(false);
  const from = head.toString().length;
  const to = whole.toString().length - tail.toString().length;
  return from < to ? [from, to] : null;
}

/** The source offsets of what a range holds of a paragraph, without white space around it. */
function spanWithin(paragraph, node, range) {
  const units = unitsWithin(node, range);
  const { text } = paragraph;
  const words = units ? text.slice(...units) : "";
  if (!words.trim()) return [];
  const from = units[0] + words.length - words.trimStart().length;
  const to = units[1] - (words.length - words.trimEnd().length);
  const last = pointsIn(text, to) - 1;
  return [[sourceOf(paragraph, pointsIn(text, from)), sourceOf(paragraph, last) + 1]];
}

function drawChoices(view) {
  const { labels } = view;
  const box = make("div", "choices");
  box.popover = "manual";
  box.setAttribute("role", "toolbar");
  box.setAttribute("aria-label", labels.selection);
  const choice = (label, use) => button("choice", label, () => request(view, use, selectedSpan(view) ?? view.span));
  box.append(choice(labels.copy_citation, "citation"), choice(labels.copy_link, "link"), choice(labels.ask_passage, "ask"));
  box.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  view.pane.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isShown(box)) return;
    event.stopImmediatePropagation(); // the first Escape leaves the selection, the next the pane
    document.getSelection().removeAllRanges();
    hideChoices(view);
  }, true);
  return box;
}

function isShown(box) {
  return box.isConnected && box.matches(":popover-open");
}

function offerChoices(view) {
  const chosen = selectedSpan(view);
  if (!chosen) {
    if (!view.choices.matches(":focus-within")) hideChoices(view);
    return;
  }
  view.span = { start: chosen.start, end: chosen.end };
  if (view.choices.parentNode !== view.nodes[chosen.at]) view.nodes[chosen.at].append(view.choices);
  view.choices.showPopover();
  const boxes = [...chosen.live.getClientRects()];
  const first = boxes[0];
  const last = boxes.at(-1);
  const size = view.choices.getBoundingClientRect();
  const { top, height } = roomOf(view);
  const touch = window.matchMedia("(pointer: coarse)").matches; // the system's own menu stands above
  const above = first.top - size.height - 8;
  const below = Math.min(last.bottom + (touch ? 24 : 8), top + height - size.height - 8);
  const left = Math.min(Math.max(first.left, 8), window.innerWidth - size.width - 8);
  const wanted = !touch && above > top ? above : below;
  view.choices.style.left = `${left}px`;
  view.choices.style.top = `${Math.min(Math.max(wanted, 8), window.innerHeight - size.height - 8)}px`;
}

function hideChoices(view) {
  if (isShown(view.choices)) view.choices.hidePopover();
}

/** What can be done with a whole turn: beside the heading of the one being read or pointed at. */
function drawTurnTools(view) {
  const { labels } = view;
  const tools = make("span", "turn-tools");
  const whole = (use) => () => request(view, use, spanOfTurn(view.book.turns[view.offered]));
  tools.append(button("turn-tool", labels.ask_turn, whole("ask")), button("turn-tool", labels.copy_turn, whole("link")));
  return tools;
}

function placeTurnTools(view, at) {
  if (view.turnTools.contains(view.turnTools.getRootNode().activeElement)) return; // in use
  view.offered = at;
  const head = view.nodes[at].firstChild;
  if (view.turnTools.parentNode !== head) head.append(view.turnTools);
}

function spanOfTurn({ paragraphs }) {
  const { runs } = paragraphs.at(-1);
  return { start: paragraphs[0].runs[0], end: runs.at(-2) + runs.at(-1) };
}

function request(view, use, { start, end }) {
  requests += 1;
  view.pending = { id: requests, use };
  view.state.send("cite", { id: requests, start, end });
}

function answerSelection(view, reply) {
  const { pending, state, labels } = view;
  if (pending?.id !== reply.id) return;
  view.pending = null;
  hideChoices(view);
  if (!reply.address) tell(state, labels.cannot_cite);
  else if (pending.use === "ask") location.assign(askingAddress(reply.address));
  else {
    const link = new URL(reply.address, document.baseURI).href;
    if (pending.use === "link") copyWords(state, link, labels.copied_link);
    else copyWords(state, `${reply.text}\n${link}`, labels.copied_citation);
  }
}

/** The page for asking, about the passage of an address: "read?transcript=…" -> "./?transcript=…". */
function askingAddress(address) {
  const talk = new URL(location.href).searchParams.get("c"); // beside a conversation it goes on
  const passage = `./${address.slice(address.indexOf("?"))}`;
  return inThisLanguage(talk ? `${passage}&c=${encodeURIComponent(talk)}` : passage);
}
