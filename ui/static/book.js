// The words of transcripts, as Python sent them once each. Offsets are code points of the source
// text: a paragraph holds what is shown, and runs of (offset, count) that tell where it stands.

const books = new Map(); // name -> transcript; the last few that were read
const arrivals = new EventTarget(); // says the name of each that comes
const BOOKS = 8;

function keepBook(bytes) {
  const decoder = new TextDecoder();
  const end = bytes.indexOf(10);
  const name = decoder.decode(bytes.subarray(0, end));
  if (books.has(name)) return;
  books.set(name, openBook(JSON.parse(decoder.decode(bytes.subarray(end + 1)))));
  for (const old of [...books.keys()].slice(0, -BOOKS)) books.delete(old);
  arrivals.dispatchEvent(new Event(name));
}

function openBook({ people, turns }) {
  let before = 0;
  const opened = turns.map(([number, who, label, drawn]) => {
    const paragraphs = drawn.map(([text, runs]) => ({ text, runs }));
    const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
    const turn = { number, who, label, paragraphs, length, before, start: paragraphs[0].runs[0] };
    before += length;
    return turn;
  });
  const spoken = people.reduce((sum, person) => sum + person.characters, 0);
  return { people, turns: opened, length: before, spoken };
}

/** Place among the turns of the one that holds a source offset, or that comes before it. */
function turnOf(book, offset) {
  let low = 0;
  let high = book.turns.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (book.turns[middle].start <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** Place among the turns of the one with a number, or of the next before it. */
function turnNumbered(book, number) {
  const after = book.turns.findIndex((turn) => turn.number > number);
  return after < 0 ? book.turns.length - 1 : Math.max(after - 1, 0);
}

/** Source offset of a paragraph's shown character, counted in code points. */
function sourceOf(paragraph, point) {
  const { runs } = paragraph;
  for (let at = 0; at < runs.length; at += 2) {
    if (point < runs[at + 1]) return runs[at] + point;
    point -= runs[at + 1];
  }
  return runs.at(-2) + runs.at(-1);
}

/** How many of a paragraph's shown characters stand before a source offset, in code points. */
function shownBefore(paragraph, offset) {
  const { runs } = paragraph;
  let count = 0;
  for (let at = 0; at < runs.length; at += 2) {
    count += Math.min(Math.max(offset - runs[at], 0), runs[at + 1]);
  }
  return count;
}

const PAIR = /[\ud800-\udbff]/; // where a code point takes two units of JavaScript's strings

function pointsIn(text, units) {
  return PAIR.test(text) ? Array.from(text.slice(0, units)).length : units;
}

function unitsIn(text, points) {
  return PAIR.test(text) ? Array.from(text).slice(0, points).join("").length : points;
}

/** The first words of a turn, for a list. */
function firstWords(turn, points) {
  const { text } = turn.paragraphs[0];
  const words = Array.from(text.slice(0, points * 2)).slice(0, points).join("");
  return words.length < text.length ? `${words}…` : words;
}
