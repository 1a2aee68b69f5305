// The outline as a sheet over the page: where it does not stand beside the words, the bar that
// stays opens it from anywhere.

function drawSheet(view) {
  const { labels } = view;
  const sheet = make("dialog", "sheet");
  sheet.setAttribute("aria-label", labels.outline);
  const top = make("div", "top");
  const cross = button("close", "×", () => sheet.close());
  cross.setAttribute("aria-label", labels.close);
  top.append(make("h2", "", labels.outline), cross);
  sheet.append(top);
  sheet.addEventListener("close", () => view.outline.append(view.contents));
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close()); // beside it
  return sheet;
}

function drawSheetButton(view) {
  const node = button("sheet-open", "", () => openSheet(view));
  node.setAttribute("aria-label", view.labels.outline);
  node.setAttribute("aria-haspopup", "dialog");
  node.title = view.labels.outline;
  const sign = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  sign.append(shape("path", { d: "M4 6h.01M4 12h.01M4 18h.01M9 6h11M9 12h11M9 18h11" }));
  node.append(sign);
  return node;
}

function openSheet(view) {
  view.sheet.append(view.contents);
  view.sheet.showModal();
  showRow(view, currentRow(view));
  view.list.querySelector("[aria-current]").focus({ preventScroll: true });
}
