// Where the reader is in a transcript: the place that is shown, marked and gone to, and the turn
// that is being read, which the number, the outline and the picture follow.

/** Show the place that the data names: its words marked and in view, else its offset. */
function showPlace(view, opened) {
  const { data, book } = view;
  if (!book.turns.length) return;
  const at = turnShown(view);
  drawAround(view, at);
  markPlace(view);
  const mark = view.marked[0]?.node.querySelector("mark");
  if (mark) bringIntoView(view, mark, 1 / 3);
  else if (data.at > 0 || view.side) bringIntoView(view, view.nodes[at], 0);
  setCurrent(view, at);
  if (opened && view.side && opener) view.body.focus({ preventScroll: true });
}

/** Place among the turns of the one that the data names. */
function turnShown({ book, data }) {
  return turnOf(book, data.cited ? data.cited[0] : data.at);
}

/** Where the reader is and what is sought: what another language leaves as it was. */
function readingIn(view) {
  const { scroller, current, field, hit } = view;
  const top = scroller.scrollTop === 0;
  const away = view.nodes?.[current]?.getBoundingClientRect().top - roomOf(view).top;
  return { top, current, away, words: field.value, hit, outline: outlineOf(view) };
}

/** Go on reading in a view drawn anew where the one before it was left. */
function resume(view, { top, current, away, words, hit, outline }) {
  if (current === undefined) return;
  drawAround(view, top ? 0 : current);
  const needed = view.data.cited ? [current, turnShown(view)] : [current];
  if (needed.some((at) => at < view.low || at >= view.high)) drawAll(view);
  markPlace(view);
  restoreOutline(view, outline);
  if (top) view.scroller.scrollTop = 0;
  else view.scroller.scrollTop += view.nodes[current].getBoundingClientRect().top - roomOf(view).top - away;
  view.settled = view.scroller.scrollTop;
  setCurrent(view, current);
  findAgain(view, words, hit);
}

/** Mark the words that the data cites, and no others. */
function markPlace(view) {
  const { cited } = view.data;
  for (const { node, text } of view.marked ?? []) node.textContent = text;
  for (const node of view.body.querySelectorAll(".turn.cited")) node.classList.remove("cited");
  view.marked = cited ? markWords(view, turnShown(view), cited) : [];
  if (cited) view.nodes[turnShown(view)].classList.add("cited");
  refreshFound(view);
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
        if (!view.body.isConnected) view.left.abort();
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
