// What polc tells of a word of the text, as an element: under the pointer, and below the text.

import { element } from "../../vscode/src/webview/element";
import type { Note } from "./messages";

export function noteElement(note: Note): HTMLElement {
  const name = note.name === "" ? [] : [" ", element("code", {}, note.name)];
  const kind = note.kind === "" ? [] : [` · ${note.kind}`];
  const head = element("p", {}, element("strong", {}, note.title), ...kind, ...name);
  const texts = note.texts.map((text) => element("pre", {}, text));
  return element("div", { class: "note" }, head, ...texts);
}
