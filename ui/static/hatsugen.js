// The entry of the component. Every node is made with createElement and textContent: whatever a
// transcript, a file name or a question holds stays text. The other scripts here join this one.

const states = new WeakMap(); // a component's root -> what it has drawn, and how it reports
let opener = null; // the button that opened the pane, and its conversation; focus goes back to it

export default function ({ data, parentElement, setTriggerValue }) {
  if (data instanceof Uint8Array) {
    keepBook(data);
    return;
  }
  const root = parentElement.querySelector(".hatsugen");
  const state = states.get(root) ?? { pieces: [], status: parentElement.querySelector("[role=status]") };
  states.set(root, state);
  state.send = setTriggerValue;
  if (data.kind === "page") {
    document.documentElement.lang = data.lang; // fonts, line breaks and screen readers go by it
    return;
  }
  root.lang = state.status.lang = data.lang;
  const json = JSON.stringify(data);
  if (state.json !== json) draw(root, state, data);
  state.json = json;
  if (data.kind === "source") return () => setTimeout(() => root.isConnected || forgetPane(state));
}

function draw(root, state, data) {
  if (data.kind === "conversation") drawConversation(root, state, data);
  else if (data.kind === "conditions") drawHeld(root, state, data);
  else if (data.kind === "draft") takeDrafts(data);
  else drawSource(root, state, data);
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
}

function button(className, text, onClick) {
  const node = make("button", className, text);
  node.type = "button";
  node.addEventListener("click", () => onClick(node));
  return node;
}

function fill(label, words) {
  return label.replace("{}", () => words); // a function: "$&" in the words stays as it is
}
