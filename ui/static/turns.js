// The turns of a transcript as nodes. Those around the place come first, at once; the rest grow
// above and below while the reader already reads, until the whole transcript stands there.

const NEAR = 4000; // characters drawn at once on either side of a place: more than a screen
const HOVERS = window.matchMedia("(hover: hover)"); // with a mouse
const PIECE = 20000; // characters drawn between two pictures of the screen, some 20 ms

function drawTurn(view, at) {
  const turn = view.book.turns[at];
  const node = make("article", "turn");
  node.tabIndex = -1;
  node.dataset.at = at;
  const head = make("h3", "");
  if (turn.who >= 0) head.append(badge(view.book.people[turn.who]));
  head.append(make("span", "name", turn.label || view.labels.front));
  if (turn.number) head.append(make("span", "where", fill(view.labels.turn, turn.number)));
  node.setAttribute("aria-label", head.textContent);
  node.append(head);
  for (const { text } of turn.paragraphs) node.append(make("p", "", text));
  return node;
}

/** A speaker's letter in a shape of a colour; the name stands beside it. */
function badge(person) {
  const node = make("span", `badge colour-${person.colour} shape-${person.shape}`);
  node.append(make("span", "", person.letter));
  node.setAttribute("aria-hidden", "true");
  return node;
}

/** Draw the surroundings of a turn anew, unless they stand there already. */
function drawAround(view, at) {
  if (view.nodes && at >= view.low && at < view.high) return;
  view.nodes ??= [];
  view.body.replaceChildren();
  view.low = view.high = at;
  growDown(view, NEAR);
  growUp(view, NEAR);
  view.scroller.style.overflowAnchor = "none"; // what grows above is made good by ourselves
  clearTimeout(view.growing);
  view.growing = setTimeout(() => grow(view), 30);
}

function grow(view) {
  if (!view.root.isConnected) return;
  if (view.high < view.book.turns.length) growDown(view, PIECE);
  if (view.low > 0) growUp(view, PIECE);
  if (isWhole(view)) settle(view);
  else view.growing = setTimeout(() => grow(view), 8);
}

function isWhole(view) {
  return view.low === 0 && view.high === view.book.turns.length;
}

/** Draw whatever is missing, now: somebody goes there, or prints. */
function drawAll(view) {
  if (isWhole(view)) return;
  clearTimeout(view.growing);
  growDown(view, Infinity);
  growUp(view, Infinity);
  settle(view);
}

function settle(view) {
  view.scroller.style.overflowAnchor = "";
  view.pane.classList.add("whole");
  refreshFound(view);
}

function growDown(view, characters) {
  const nodes = [];
  const { turns } = view.book;
  for (let drawn = 0; view.high < turns.length && drawn < characters; view.high += 1) {
    view.nodes[view.high] = drawTurn(view, view.high);
    nodes.push(view.nodes[view.high]);
    drawn += turns[view.high].length;
  }
  view.body.append(...nodes);
}

function growUp(view, characters) {
  const nodes = [];
  const anchor = view.nodes[view.low];
  const before = anchor?.getBoundingClientRect().top;
  for (let drawn = 0; view.low > 0 && drawn < characters; ) {
    view.low -= 1;
    view.nodes[view.low] = drawTurn(view, view.low);
    nodes.unshift(view.nodes[view.low]);
    drawn += view.book.turns[view.low].length;
  }
  const still = Math.abs(view.scroller.scrollTop - view.settled) <= 2;
  view.body.prepend(...nodes);
  if (anchor && nodes.length) view.scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  if (still) view.settled = view.scroller.scrollTop; // nobody has scrolled: it stays the turn gone to
}

/** Show the place that the data names: its words marked and in view, else its offset. */
function showPlace(view, opened) {
  const { data, book } = view;
  if (!book.turns.length) return;
  for (const { node, text } of view.marked ?? []) node.textContent = text;
  const at = turnOf(book, data.cited ? data.cited[0] : data.at);
  drawAround(view, at);
  view.marked = data.cited ? markWords(view, at, data.cited) : [];
  refreshFound(view);
  for (const node of view.body.querySelectorAll(".turn.cited")) node.classList.remove("cited");
  if (data.cited) view.nodes[at].classList.add("cited");
  const mark = view.marked[0]?.node.querySelector("mark");
  if (mark) bringIntoView(view, mark, 1 / 3);
  else if (data.at > 0 || view.side) bringIntoView(view, view.nodes[at], 0);
  setCurrent(view, at);
  if (opened && view.side && opener) view.body.focus({ preventScroll: true });
}

/** Mark a range of source offsets, which may go over paragraphs; returns what was changed. */
function markWords(view, at, [start, end]) {
  const marked = [];
  const { paragraphs } = view.book.turns[at];
  paragraphs.forEach((paragraph, index) => {
    const { text } = paragraph;
    const from = unitsIn(text, shownBefore(paragraph, start));
    const to = unitsIn(text, shownBefore(paragraph, end));
    if (from === to) return;
    const node = view.nodes[at].querySelectorAll(":scope > p")[index];
    node.replaceChildren(text.slice(0, from), make("mark", "", text.slice(from, to)), text.slice(to));
    marked.push({ node, text });
  });
  return marked;
}

/** Scroll so that a node stands at a share of the room below the bar. */
function bringIntoView(view, node, share) {
  const { top, height } = roomOf(view);
  const gap = share ? height * share : 12;
  view.scroller.scrollTop += node.getClientRects()[0].top - top - gap;
  view.settled = view.scroller.scrollTop;
}

/** Where words can be read: below the bar that stays, above the end of the screen. */
function roomOf(view) {
  const frame = view.scroller.getBoundingClientRect();
  if (view.side) return { top: frame.top, height: frame.height };
  const sticky = parseFloat(getComputedStyle(view.bar).top) || 0;
  const top = sticky + view.bar.offsetHeight;
  return { top, height: Math.min(frame.bottom, window.innerHeight) - top };
}

function goToTurn(view, at, focus) {
  if (at < view.low || at >= view.high) drawAll(view);
  bringIntoView(view, view.nodes[at], 0);
  setCurrent(view, at);
  if (focus) view.nodes[at].focus({ preventScroll: true });
}

/** Follow the scrolling: which turn is being read. */
function followReading(view) {
  const { signal } = view.left;
  let waiting = false;
  view.scroller.addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (!view.root.isConnected) view.left.abort();
        else if (Math.abs(view.scroller.scrollTop - view.settled) > 2) setCurrent(view, turnInView(view));
      });
    },
    { signal, passive: true },
  );
  window.addEventListener("beforeprint", () => view.root.isConnected && drawAll(view), { signal });
}

function turnInView(view) {
  const { top, height } = roomOf(view);
  const line = top + height / 5;
  let { low, high } = view;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (view.nodes[middle].getBoundingClientRect().top <= line) low = middle;
    else high = middle;
  }
  return low;
}

function setCurrent(view, at) {
  if (view.current === at) return;
  view.current = at;
  showCurrent(view);
  const pointed = HOVERS.matches ? view.body.querySelector(":scope > .turn:hover") : null;
  placeTurnTools(view, pointed ? Number(pointed.dataset.at) : at);
  if (view.side) return;
  followOutline(view);
  followPicture(view);
}

function showCurrent(view) {
  if (view.current === undefined || view.number.getRootNode().activeElement === view.number) return;
  view.number.value = view.book.turns[view.current].number;
}

function scrollerAround(node) {
  for (let at = node.getRootNode().host ?? node; at; at = at.parentElement ?? at.getRootNode().host) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement;
}
