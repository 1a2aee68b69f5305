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
  const head = make("div", "turn-head"); // the heading, and what can be done with the turn
  const heading = make("h3", "");
  if (turn.who >= 0) heading.append(badge(view.book.people[turn.who]));
  const said = [make("span", "name", turn.label || view.labels.front)];
  if (turn.number) said.push(" ", make("span", "where", fill(view.labels.turn, turn.number)));
  heading.append(...said);
  node.setAttribute("aria-label", said.map((piece) => piece.textContent ?? piece).join(""));
  head.append(heading);
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
  if (!view.body.isConnected) return;
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
