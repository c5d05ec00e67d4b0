// The mistakes of the text as a list, each with its place and the fixes that polc has for it.

import { element } from "../../vscode/src/webview/element";
import type { Diagnostic } from "./messages";
import type { Editor } from "./editor";
import type { PageWords } from "./words";

export function diagnosticsList(
  found: readonly Diagnostic[],
  main: string,
  editor: Editor,
  words: PageWords,
): HTMLElement {
  if (found.length === 0) {
    return element("p", { class: "fine" }, words.noMistakes);
  }
  const items = found.map((one) => {
    const isHere = one.file === main;
    const line = `${words.line} ${one.from.line + 1}`;
    const place = isHere ? line : `${one.file} ${line}`;
    const go = element(isHere ? "button" : "span", { type: "button", class: "place" }, place);
    go.addEventListener("click", () => isHere && editor.goTo(one.from));
    const fixes = (isHere ? one.fixes : []).map((fix) => {
      const text = `${words.fix}${fix.title}${fix.safe ? "" : ` ${words.unsafe}`}`;
      const button = element("button", { type: "button", class: "fix" }, text);
      button.addEventListener("click", () => editor.apply(fix));
      return button;
    });
    const message = element("p", {}, go, ` ${one.message} `, element("code", {}, one.code));
    return element("li", { class: one.severity }, message, element("p", {}, one.help), ...fixes);
  });
  return element("ol", {}, ...items);
}
