// Draws how a question was understood, and the ways to ask it again: without a condition, with
// one put back, in other words, or without any. Each sends what is to hold, not what changes:
// a second click changes nothing more.

function drawUnderstood(state, data, exchange, at) {
  const { labels } = data;
  const away = exchange.unread.flatMap((chip) => chip.names);
  const still = (chip) => make("span", "chip", chip.label);
  const groups = [
    drawChips("read", labels.readFrom, exchange.read, data.readOnly ? still : (chip) =>
      drawChip(chip, "×", labels.dropChip, (self) => askAgain(state, data, self, at, { unread: [...away, ...chip.names] })),
    ),
    drawChips("unread", labels.unread, exchange.unread, data.readOnly ? still : (chip) =>
      drawChip(chip, "+", labels.restoreChip, (self) => askAgain(state, data, self, at, { unread: without(away, chip.names) })),
    ),
    drawChips("held", labels.byHand, exchange.byHand, still),
  ].filter(Boolean);
  if (exchange.standalone) groups.unshift(drawStandalone(state, data, exchange, at));
  if (!groups.length) return [];
  const node = make("div", "understood");
  node.lang = data.lang;
  node.append(...groups);
  return [node];
}

function without(names, taken) {
  return names.filter((name) => !taken.includes(name));
}

function drawHeld(root, state, data) {
  const chips = drawChips("held", data.labels.byHand, data.chips, (chip) =>
    drawChip(chip, "×", data.labels.remove, () => state.send("drop", chip.names)),
  );
  root.replaceChildren(chips);
}

function drawChips(kind, label, chips, draw) {
  if (!chips.length) return null;
  const group = make("div", `chips ${kind}`);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  const words = make("span", "label", label);
  words.setAttribute("aria-hidden", "true"); // the group is called so already
  group.append(words, ...chips.map(draw));
  return group;
}

function drawChip(chip, sign, label, onClick) {
  const node = button("chip", "", onClick);
  const mark = make("span", "sign", sign);
  mark.setAttribute("aria-hidden", "true");
  node.append(make("span", "words", chip.label), mark);
  node.setAttribute("aria-label", fill(label, chip.label));
  node.title = fill(label, chip.label);
  return node;
}

function drawStandalone(state, data, exchange, at) {
  const { labels } = data;
  const line = make("p", "standalone");
  const [before, after] = labels.searchedAs.split("{}");
  const words = make("span", "", exchange.standalone);
  words.lang = exchange.language;
  const edit = button("edit", labels.edit, () => {
    const editor = drawEditor(state, data, exchange, at, () => {
      editor.replaceWith(line);
      edit.focus();
    });
    line.replaceWith(editor);
    const field = editor.querySelector("textarea");
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  line.append(before, words, after, ...(data.readOnly ? [] : [edit]));
  return line;
}

function drawEditor(state, data, exchange, at, onCancel) {
  const { labels } = data;
  const form = make("form", "editor");
  const field = make("textarea", "");
  field.value = exchange.standalone;
  field.rows = 2;
  field.lang = exchange.language;
  field.setAttribute("aria-label", labels.editLabel);
  const submit = make("button", "primary", labels.askEdited);
  const row = make("div", "row");
  row.append(submit, button("plain", labels.cancel, onCancel));
  form.append(field, row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (question) askAgain(state, data, form, at, { question });
    else field.focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Enter ends a conversion, Escape takes it back
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && !event.shiftKey && event.target === field) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  return form;
}

function drawWider(state, data, exchange, at) {
  const { labels } = data;
  const node = make("section", "wider");
  const read = exchange.read.map((chip) => chip.label).join(labels.comma);
  const names = [...exchange.unread, ...exchange.read].flatMap((chip) => chip.names);
  const head = make("div", "");
  head.lang = data.lang;
  head.append(make("h3", "", labels.wider), make("p", "aside", fill(labels.widerNote, read)));
  node.append(head, ...drawStatements(state, data, exchange, at, exchange.wider));
  if (data.readOnly) return node;
  const widen = button("again", labels.widen, (self) => askAgain(state, data, self, at, { unread: names }));
  widen.lang = data.lang;
  node.append(widen);
  return node;
}

function drawAnywhere(state, data, at) {
  const node = button("again", data.labels.anywhere, (self) => askAgain(state, data, self, at, { anywhere: true }));
  node.lang = data.lang;
  return node;
}

function askAgain(state, data, node, at, wanted) {
  const exchange = node.closest(".exchange");
  if (exchange.getAttribute("aria-busy")) return;
  exchange.setAttribute("aria-busy", "true");
  if (state.opened?.startsWith(`${at}:`)) state.opened = null; // the pane stays; it shows no source now
  state.waiting = at;
  state.status.textContent = data.labels.searching;
  state.send("again", { exchange: at, ...wanted });
}
