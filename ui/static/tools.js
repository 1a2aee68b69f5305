// What can be done with an answer: copy it, link to it, judge it, see how it came about, and say
// which citation is wrong.

function drawTools(state, data, exchange, at) {
  const { tools } = data.labels;
  const bar = make("div", "tools");
  bar.lang = data.lang;
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", tools.bar);
  bar.append(
    button("tool", tools.copy, () => copyWords(state, exchange.markdown, tools.copied)),
    button("tool", tools.link, () => copyWords(state, exchange.link, tools.linkCopied)),
    button("tool", tools.receipt, (self) => {
      state.receiptOpener = self;
      state.send("receipt", { exchange: at });
    }),
  );
  if (!data.readOnly) bar.append(drawVote(state, at, 1, tools.good), drawVote(state, at, -1, tools.bad));
  return bar;
}

const THUMB = "M7 10.5 11 3c1.4 0 2.3 1 2.3 2.4L12.8 9H19c1.2 0 2 1 1.8 2.2l-1.2 7c-.2 1-1 1.8-2 1.8H7m0-9.5V20m0-9.5H4.2c-.7 0-1.2.5-1.2 1.2v7.1c0 .7.5 1.2 1.2 1.2H7";

function drawThumb(up) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  if (!up) icon.style.transform = "rotate(180deg)";
  line.setAttribute("d", THUMB);
  icon.append(line);
  return icon;
}

function drawVote(state, at, vote, label) {
  const node = button("tool vote", "", (self) => {
    const pressed = self.getAttribute("aria-pressed") === "true";
    for (const other of self.parentElement.querySelectorAll(".vote")) other.setAttribute("aria-pressed", "false");
    self.setAttribute("aria-pressed", String(!pressed));
    state.send("vote", { exchange: at, vote: pressed ? 0 : vote });
  });
  node.append(drawThumb(vote > 0));
  node.dataset.vote = `${at}:${vote}`;
  node.setAttribute("aria-label", label);
  node.setAttribute("aria-pressed", "false");
  node.title = label;
  return node;
}

function markVotes(root, votes) {
  for (const node of root.querySelectorAll("[data-vote]")) {
    const [at, vote] = node.dataset.vote.split(":").map(Number);
    node.setAttribute("aria-pressed", String(votes[at] === vote));
  }
}

async function copyWords(state, words, told) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    copyBySelection(words); // no secure context, or the browser refuses
  }
  tell(state, told);
}

function copyBySelection(words) {
  const field = make("textarea", "");
  field.value = words;
  field.style.cssText = "position: fixed; opacity: 0";
  document.body.append(field);
  const before = document.activeElement;
  field.select();
  document.execCommand("copy");
  field.remove();
  before?.focus?.({ preventScroll: true });
}

function tell(state, words) {
  state.status.textContent = ""; // the same words twice are to be said twice
  requestAnimationFrame(() => (state.status.textContent = words));
  state.status.parentNode.querySelector(".told")?.remove();
  const note = make("div", "told", words);
  note.setAttribute("aria-hidden", "true"); // the status says it
  state.status.after(note);
  setTimeout(() => note.remove(), 2500);
}

function drawDispute(state, data, exchange, at, index) {
  const { tools } = data.labels;
  const box = make("div", "dispute");
  box.lang = data.lang;
  const ask = button("tool", tools.wrong, () => {
    ask.setAttribute("aria-expanded", "true");
    const form = drawDisputeForm(state, data, exchange, at, index, () => {
      form.remove();
      ask.setAttribute("aria-expanded", "false");
      ask.focus();
    });
    if (box.querySelector("form")) return;
    box.append(form);
    form.querySelector("textarea").focus();
  });
  ask.setAttribute("aria-expanded", "false");
  ask.setAttribute("aria-label", `${tools.wrong} [${exchange.sources[index].number}]`);
  box.append(ask);
  return box;
}

function drawDisputeForm(state, data, exchange, at, index, onClose) {
  const { tools } = data.labels;
  const form = make("form", "editor");
  const passage = drawField("textarea", tools.rightPassage, tools.rightPassageHint);
  passage.field.rows = 3;
  passage.field.maxLength = 4000;
  const comment = drawField("input", tools.comment, "");
  comment.field.maxLength = 500;
  const row = make("div", "row");
  row.append(make("button", "primary", tools.send), button("plain", data.labels.cancel, onClose));
  form.append(passage.label, comment.label, row);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    state.send("report", { exchange: at, source: index, passage: passage.field.value, comment: comment.field.value });
    const thanks = make("p", "aside", tools.sent);
    thanks.tabIndex = -1;
    form.replaceWith(thanks);
    thanks.focus();
  });
  form.addEventListener("keydown", (event) => !event.isComposing && event.key === "Escape" && onClose());
  return form;
}

function drawField(tag, name, hint) {
  const label = make("label", "field");
  const field = make(tag, "");
  field.placeholder = hint;
  label.append(make("span", "", name), field);
  return { label, field };
}

function showReceipt(root, state, data) {
  const shown = root.querySelector("dialog.receipt");
  if (!data.receipt || data.receipt.id === state.receipt) return;
  state.receipt = data.receipt.id;
  shown?.remove();
  const { tools } = data.labels;
  const dialog = make("dialog", "receipt");
  dialog.lang = data.lang;
  const title = make("h3", "", tools.receiptTitle);
  title.id = "receipt-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const words = make("pre", "", data.receipt.text);
  words.tabIndex = 0;
  const row = make("div", "row");
  const close = button("primary", data.labels.close, () => dialog.close());
  row.append(
    close,
    button("plain", tools.receiptCopy, () => copyWords(state, data.receipt.text, tools.copied)),
    button("plain", tools.receiptSave, () => save(`hatsugen-${data.receipt.exchange}.json`, data.receipt.text)),
  );
  dialog.append(title, make("p", "aside", tools.receiptNote), drawFacts(data.receipt.facts), ...data.receipt.parts.map(drawPart), words, row);
  dialog.addEventListener("close", () => {
    dialog.remove();
    state.receiptOpener?.focus();
  });
  root.append(dialog);
  dialog.showModal();
  close.focus();
}

function drawPart({ title, text }) {
  const node = make("details", "");
  node.append(make("summary", "", title), make("pre", "", text));
  return node;
}

function save(name, text) {
  const link = make("a", "");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function drawSuggestions(state, data, box) {
  const json = JSON.stringify([data.suggestions, data.lang, data.exchanges.length]);
  if (state.suggestions === json) return;
  state.suggestions = json;
  box.lang = data.lang;
  box.replaceChildren();
  if (!data.suggestions.length) return;
  box.append(make("h3", "", data.labels.tools.next));
  for (const question of data.suggestions) {
    const ask = button("suggestion", question, () => {
      ask.disabled = true; // asked once, however often it is pressed
      state.status.textContent = data.labels.searching;
      state.send("ask", question);
    });
    box.append(ask);
  }
}
