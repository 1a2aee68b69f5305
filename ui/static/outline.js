// The outline: a line a turn, with who speaks, the first words and how long; it follows the reading.
// Lines are of one height, and only those in view are drawn.

const OPENING = 36; // characters of a turn's first words
const LINE = 58; // pixels, as reader.css has it
const SPARE = 12; // lines drawn above and below those in view
const WIDE = window.matchMedia("(min-width: 901px)");

function drawOutline(view) {
  const { labels, left, book } = view;
  const outline = make("details", "outline");
  outline.open = WIDE.matches;
  view.contents = make("nav", "contents");
  view.contents.setAttribute("aria-label", labels.outline);
  view.outline = outline;
  view.sheet = drawSheet(view);
  view.listed = book.turns.map((_, at) => at);
  view.list = make("ol", "");
  view.listBox = make("div", "outline-list");
  view.listBox.append(view.list);
  view.contents.append(drawFilter(view), view.listBox);
  outline.append(make("summary", "", labels.outline), view.contents);
  view.longest = Math.max(...book.turns.map(({ length }) => length));
  view.listBox.addEventListener("scroll", () => requestAnimationFrame(() => drawOutlineLines(view)), { passive: true });
  view.list.addEventListener("keydown", (event) => moveInOutline(view, event));
  outline.addEventListener("toggle", () => outline.open && followOutline(view));
  WIDE.addEventListener("change", () => {
    view.sheet.close();
    outline.open = WIDE.matches;
  }, { signal: left.signal });
  window.addEventListener("resize", () => drawOutlineLines(view), { signal: left.signal });
  return outline;
}

function drawFilter(view) {
  const { labels, book } = view;
  const filter = make("select", "filter");
  view.filter = filter;
  filter.setAttribute("aria-label", labels.speakers);
  filter.append(make("option", "", labels.everybody));
  for (const { name } of book.people) filter.append(make("option", "", name));
  filter.addEventListener("change", () => listTurns(view));
  return filter;
}

/** List the turns of the speaker chosen, or all. */
function listTurns(view) {
  const { turns } = view.book;
  const who = view.filter.selectedIndex - 1;
  view.listed = turns.map((_, at) => at).filter((at) => who < 0 || turns[at].who === who);
  view.list.replaceChildren();
  followOutline(view);
}

/** What of the outline another language leaves as it was. */
function outlineOf({ side, outline, filter, listBox }) {
  return side ? null : { open: outline.open, chosen: filter.selectedIndex, scrolled: listBox.scrollTop };
}

function restoreOutline(view, kept) {
  if (!kept) return;
  view.outline.open = kept.open;
  view.filter.selectedIndex = kept.chosen;
  listTurns(view);
  view.listBox.scrollTop = kept.scrolled;
}

function isOutlineShown({ outline, sheet }) {
  return outline.open || sheet.open;
}

/** Draw the lines in view; those that stand there already stay, and so does their focus. */
function drawOutlineLines(view) {
  if (!isOutlineShown(view)) return;
  const { scrollTop, clientHeight } = view.listBox;
  const first = Math.max(Math.floor(scrollTop / LINE) - SPARE, 0);
  const last = Math.min(Math.ceil((scrollTop + clientHeight) / LINE) + SPARE, view.listed.length);
  const rows = new Map([...view.list.children].map((row) => [Number(row.dataset.row), row]));
  view.list.style.height = `${view.listed.length * LINE}px`;
  const wanted = [];
  for (let row = first; row < last; row += 1) wanted.push(rows.get(row) ?? drawOutlineLine(view, row));
  for (const [row, node] of rows) if (row < first || row >= last) node.remove();
  wanted.forEach((node, at) => view.list.children[at] !== node && view.list.insertBefore(node, view.list.children[at] ?? null));
  markLine(view);
}

function drawOutlineLine(view, row) {
  const { book, labels } = view;
  const at = view.listed[row];
  const turn = book.turns[at];
  const item = button("line", "", () => {
    view.sheet.close();
    if (!WIDE.matches) view.outline.open = false;
    goToTurn(view, at, true);
  });
  item.tabIndex = -1;
  item.dataset.turn = at;
  const head = make("span", "line-head");
  if (turn.who >= 0) head.append(badge(book.people[turn.who]));
  head.append(make("span", "name", turn.label || labels.front), make("span", "where", turn.number || ""));
  const length = make("span", "length");
  length.style.setProperty("--share", turn.length / view.longest);
  item.title = fill(labels.characters, turn.length.toLocaleString(view.data.lang));
  item.append(head, make("span", "words", firstWords(turn, OPENING)), length);
  const node = make("li", "");
  node.dataset.row = row;
  node.style.top = `${row * LINE}px`;
  node.setAttribute("aria-setsize", view.listed.length);
  node.setAttribute("aria-posinset", row + 1);
  node.append(item);
  return node;
}

/** Row of the turn being read, or of the last one listed before it. */
function currentRow(view) {
  return Math.max(view.listed.findLastIndex((at) => at <= view.current), 0);
}

function markLine(view) {
  const current = view.listed[currentRow(view)];
  for (const { firstChild: item } of view.list.children) {
    const here = Number(item.dataset.turn) === current;
    item.tabIndex = here ? 0 : -1; // one line is a stop of the Tab key; arrows go on from there
    if (here) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

function moveInOutline(view, event) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  if (!(event.key in steps)) return;
  event.preventDefault();
  const row = Number(event.target.closest("li").dataset.row) + steps[event.key];
  const wanted = Math.min(Math.max(row, 0), view.listed.length - 1);
  showRow(view, wanted);
  view.list.querySelector(`[data-row="${wanted}"]`).firstChild.focus({ preventScroll: true });
}

function showRow(view, row) {
  const { scrollTop, clientHeight } = view.listBox;
  view.list.style.height = `${view.listed.length * LINE}px`;
  const top = row * LINE;
  if (top < scrollTop || top + LINE > scrollTop + clientHeight) view.listBox.scrollTop = top - clientHeight / 3;
  drawOutlineLines(view);
}

function followOutline(view) {
  if (!isOutlineShown(view) || view.current === undefined) return;
  if (view.listBox.matches(":hover, :focus-within")) drawOutlineLines(view); // the reader looks through it
  else showRow(view, currentRow(view));
}
