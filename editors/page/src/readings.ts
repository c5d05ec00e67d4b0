// The open questions of a policy beside each other: what was chosen, what another answer changes.

import { element } from "../../vscode/src/webview/element";
import type { Question } from "./messages";
import type { PageWords } from "./words";

/** A table with a button at each answer that is not chosen. Those that matter to the case come first. */
export function readingsTable(
  questions: readonly Question[],
  words: PageWords,
  choose: (reading: string, choice: string) => void,
): HTMLElement {
  const sorted = [...questions].sort((one, other) => +other.matters - +one.matters);
  const rows = sorted.flatMap((question) =>
    question.answers.map((answer, place) => {
      const label = `${words.choose}: ${question.title} ${answer.title}`;
      const button = element("button", { type: "button", "aria-label": label }, words.choose);
      button.addEventListener("click", () => choose(question.reading, answer.choice));
      const difference = answer.refused.length > 0 ? words.refused : (answer.payments ?? "—");
      const cells = [
        element("td", {}, `${answer.title} `, element("code", {}, answer.choice)),
        element("td", { class: "money" }, difference),
        element("td", {}, button),
      ];
      if (place === 0) {
        const span = { rowspan: String(question.answers.length) };
        cells.unshift(
          element("th", { scope: "row", ...span }, question.title),
          element("td", span, question.choice_title),
        );
      }
      return element("tr", question.matters ? { class: "matters" } : {}, ...cells);
    }),
  );
  const heads = [words.reading, words.chosen, words.others, words.difference, words.choose];
  const head = element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, name)));
  return element(
    "div",
    { class: "wide", role: "region", "aria-label": words.compare, tabindex: "0" },
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
  );
}
