// The picture of a transcript: a lane a speaker, a bar a turn, from its first word to its last.

const SVG = "http://www.w3.org/2000/svg";
const LANES = 8; // more would be no picture; the smallest share one
const LANE = 24; // pixels
const BAR = 12;
const THIN = 0.15; // percent: what is narrower could not be seen

function drawPicture(view) {
  const { labels, book } = view;
  const lanes = lanesOf(book);
  const figure = make("figure", "picture");
  const chart = make("div", "lanes");
  lanes.forEach((lane, row) => chart.append(...drawLaneHead(view, lane, row)));
  view.svg = drawBars(view, lanes);
  chart.append(view.svg);
  const caption = make("figcaption", "");
  caption.append(make("b", "", labels.picture), make("span", "where", labels.picture_help));
  figure.append(caption, chart);
  figure.hidden = !lanes.length;
  return figure;
}

/** People as lanes: [{ people: [place, …], characters }], the smallest together in the last. */
function lanesOf(book) {
  const lanes = book.people.map(({ characters }, place) => ({ people: [place], characters }));
  if (lanes.length <= LANES) return lanes;
  const kept = new Set([...lanes].sort((a, b) => b.characters - a.characters).slice(0, LANES - 1));
  const rest = lanes.filter((lane) => !kept.has(lane));
  const others = {
    people: rest.flatMap(({ people }) => people),
    characters: rest.reduce((sum, { characters }) => sum + characters, 0),
  };
  return [...lanes.filter((lane) => kept.has(lane)), others];
}

function drawLaneHead(view, lane, row) {
  const { book, labels } = view;
  const many = lane.people.length > 1;
  const person = book.people[lane.people[0]];
  const name = make("span", "lane-name");
  const words = many ? fill(labels.others, lane.people.length) : person.name;
  if (!many) name.append(badge(person));
  name.append(make("span", "words", words));
  name.title = many ? lane.people.map((place) => book.people[place].name).join("\n") : words;
  const share = make("span", "share", shareOf(lane.characters, book.spoken));
  for (const node of [name, share]) node.style.gridRow = row + 1;
  return [name, share];
}

function shareOf(characters, all) {
  const percent = all ? (characters / all) * 100 : 0;
  return percent > 0 && percent < 1 ? "<1%" : `${Math.round(percent)}%`;
}

function drawBars(view, lanes) {
  const { book, labels } = view;
  const laneOf = new Map(lanes.flatMap(({ people }, row) => people.map((place) => [place, row])));
  const svg = shape("svg", { class: "bars", height: lanes.length * LANE, tabindex: 0, role: "slider" });
  svg.style.gridRow = `1 / span ${Math.max(lanes.length, 1)}`;
  svg.setAttribute("aria-label", labels.picture);
  svg.setAttribute("aria-valuemin", book.turns[0]?.number ?? 0);
  svg.setAttribute("aria-valuemax", book.turns.at(-1)?.number ?? 0);
  lanes.forEach((_, row) => {
    const y = row * LANE + LANE / 2;
    svg.append(shape("line", { class: "lane-line", x1: "0%", x2: "100%", y1: y, y2: y }));
  });
  book.turns.forEach((turn, at) => turn.who >= 0 && svg.append(drawBar(view, turn, at, laneOf.get(turn.who))));
  view.here = shape("line", { class: "here", y1: 0, y2: lanes.length * LANE });
  svg.append(view.here);
  svg.addEventListener("click", (event) => goToTurn(view, turnPressed(view, event), false));
  svg.addEventListener("keydown", (event) => moveByKey(view, event));
  return svg;
}

function drawBar(view, turn, at, row) {
  const { book, labels } = view;
  const person = book.people[turn.who];
  const width = Math.max((turn.length / book.length) * 100, THIN);
  const x = Math.min((turn.before / book.length) * 100, 100 - width);
  const y = row * LANE + (LANE - BAR) / 2;
  const bar = shape("rect", { class: `colour-${person.colour}`, x: `${x}%`, width: `${width}%`, y, height: BAR });
  bar.dataset.at = at;
  const title = shape("title", {});
  title.textContent = `${turn.label} ${fill(labels.turn, turn.number)}\n${firstWords(turn, 40)}`;
  bar.append(title);
  return bar;
}

function turnPressed(view, event) {
  const bar = event.target.closest("[data-at]");
  if (bar) return Number(bar.dataset.at);
  const { left, width } = view.svg.getBoundingClientRect();
  const offset = ((event.clientX - left) / width) * view.book.length;
  return Math.max(view.book.turns.findLastIndex(({ before }) => before <= offset), 0);
}

function moveByKey(view, event) {
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  const last = view.book.turns.length - 1;
  if (event.key === "Enter") goToTurn(view, view.current, true);
  else if (event.key in steps) goToTurn(view, Math.min(Math.max(view.current + steps[event.key], 0), last), false);
  else return;
  event.preventDefault();
}

function followPicture(view) {
  const turn = view.book.turns[view.current];
  const at = `${((turn.before + turn.length / 2) / view.book.length) * 100}%`;
  view.here.setAttribute("x1", at);
  view.here.setAttribute("x2", at);
  view.svg.setAttribute("aria-valuenow", turn.number);
  const said = turn.number ? `${fill(view.labels.turn, turn.number)} ${turn.label}` : view.labels.front;
  view.svg.setAttribute("aria-valuetext", said);
}

function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
