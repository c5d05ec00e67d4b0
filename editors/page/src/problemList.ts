// Why a case is refused as a list, each with a button that goes to its field.

import { element } from "../../vscode/src/webview/element";
import type { Problem } from "../../vscode/src/messages";

export function problemList(
  problems: readonly Problem[],
  go: (path: string) => void,
): HTMLElement {
  const items = problems.map(({ path, message, clauses }) => {
    const place = element("button", { type: "button", class: "place" }, path === "" ? "·" : path);
    place.addEventListener("click", () => go(path));
    const cited = clauses.length > 0 ? ` (${clauses.join(", ")})` : "";
    return element("li", {}, place, ` ${message}${cited}`);
  });
  return element("ul", {}, ...items);
}
