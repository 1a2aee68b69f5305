// Finding words in the transcript: whatever their width and case, across the lines of the file.
// What is found is highlighted without changing a node.

const FOUND = "hatsugen-found";
const FOUND_NOW = "hatsugen-found-now";
const MARKS = /[\p{M}\uff9e\uff9f]/u; // they belong to the character before them

function drawFind(view) {
  const { labels, state } = view;
  const form = make("form", "find");
  form.setAttribute("role", "search");
  const field = make("input", "");
  field.type = "search";
  field.placeholder = labels.find;
  field.autocomplete = "off";
  field.setAttribute("aria-label", labels.find);
  view.field = field;
  view.count = make("output", "where");
  view.hits = [];
  const back = button("step", "↑", () => stepHit(view, -1));
  const on = button("step", "↓", () => stepHit(view, 1));
  back.setAttribute("aria-label", labels.find_previous);
  on.setAttribute("aria-label", labels.find_next);
  view.steps = [back, on];
  form.append(field, view.count, back, on);
  let waiting;
  const search = () => {
    clearTimeout(waiting);
    find(view, field.value);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (view.sought !== folded(field.value).trim()) search();
      else stepHit(view, event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && field.value) {
      event.stopPropagation(); // it empties the field, and closes nothing
      field.value = "";
      search();
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  view.left.signal.addEventListener("abort", () => {
    clearTimeout(waiting);
    clearFound();
  });
  tellFound(view, state);
  return form;
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

/** Folded text with the place of each of its units in the text that it came from. */
function foldedPlaces(text) {
  const plain = folded(text);
  if (plain.length === text.length && text.normalize("NFKC") === text) return { plain, places: null };
  let joined = "";
  const places = [];
  let cluster = "";
  let start = 0;
  const take = () => {
    const form = folded(cluster);
    for (let unit = 0; unit < form.length; unit += 1) places.push(start);
    joined += form;
    start += cluster.length;
    cluster = "";
  };
  for (const char of text) {
    if (cluster && !MARKS.test(char)) take();
    cluster += char;
  }
  take();
  places.push(text.length);
  return { plain: joined, places };
}

function find(view, words) {
  seek(view, words);
  view.hit = view.hits.findIndex(({ at }) => at >= (view.current ?? 0));
  if (view.hits.length && view.hit < 0) view.hit = 0;
  if (view.hits.length) showHit(view);
  else refreshFound(view);
  tellFound(view);
}

function seek(view, words) {
  view.sought = folded(words).trim();
  view.hits = view.sought ? hitsOf(view.book, view.sought) : [];
}

/** Find what a view before this one had found, and stay where the reader is. */
function findAgain(view, words, hit) {
  view.field.value = words;
  seek(view, words);
  view.hit = Math.max(Math.min(hit ?? 0, view.hits.length - 1), 0);
  refreshFound(view);
  tellFound(view);
}

function hitsOf(book, sought) {
  const hits = [];
  book.turns.forEach(({ paragraphs }, at) => {
    paragraphs.forEach((paragraph, index) => {
      paragraph.folded ??= foldedPlaces(paragraph.text);
      const { plain, places } = paragraph.folded;
      for (let from = plain.indexOf(sought); from >= 0; from = plain.indexOf(sought, from + sought.length)) {
        const to = from + sought.length;
        hits.push({ at, index, start: places ? places[from] : from, end: places ? endOf(places, to) : to });
      }
    });
  });
  return hits;
}

/** Where the character ends whose folded form ends before a unit. */
function endOf(places, to) {
  return places.find((place, unit) => unit >= to && place !== places[to - 1]) ?? places.at(-1);
}

function stepHit(view, step) {
  if (!view.hits.length) return;
  view.hit = (view.hit + step + view.hits.length) % view.hits.length;
  showHit(view);
  tellFound(view);
}

function showHit(view) {
  const { at } = view.hits[view.hit];
  if (at < view.low || at >= view.high) drawAll(view);
  refreshFound(view);
  bringIntoView(view, rangeOf(view, view.hits[view.hit]), 1 / 3);
  setCurrent(view, at);
}

function refreshFound(view) {
  if (!view.hits.length) {
    clearFound();
    return;
  }
  if (typeof Highlight === "undefined") return; // the count and the steps work without
  const drawn = view.hits.filter(({ at }) => at >= view.low && at < view.high);
  const now = view.hits[view.hit];
  CSS.highlights.set(FOUND, new Highlight(...drawn.filter((hit) => hit !== now).map((hit) => rangeOf(view, hit, true))));
  const current = drawn.includes(now) ? [rangeOf(view, now, true)] : [];
  CSS.highlights.set(FOUND_NOW, new Highlight(...current));
}

function clearFound() {
  if (typeof Highlight === "undefined") return;
  CSS.highlights.delete(FOUND);
  CSS.highlights.delete(FOUND_NOW);
}

function rangeOf(view, { at, index, start, end }, still = false) {
  const paragraph = view.nodes[at].querySelectorAll(":scope > p")[index];
  const [startContainer, startOffset] = positionIn(paragraph, start);
  const [endContainer, endOffset] = positionIn(paragraph, end);
  if (still) return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

/** Text node and offset of a unit of a paragraph, whose text a mark may cut into several. */
function positionIn(paragraph, unit) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (unit > node.length) {
    unit -= node.length;
    node = walker.nextNode();
  }
  return [node, unit];
}

function tellFound(view) {
  const { labels, hits, hit, sought, count, steps } = view;
  for (const step of steps) step.disabled = hits.length < 2;
  if (!sought) count.textContent = "";
  else if (!hits.length) count.textContent = labels.found_none;
  else count.textContent = fill(fill(labels.found, (hit + 1).toLocaleString()), hits.length.toLocaleString());
}
