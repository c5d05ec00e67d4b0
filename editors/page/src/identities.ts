// The identities that a policy has a place for beside each other: what the person gets by each alone.

import { element } from "../../vscode/src/webview/element";
import type { Identities } from "./messages";
import type { PageWords } from "./words";

/** A table: the case as it is, a person without an identity, each identity alone. */
export function identitiesTable(told: Identities, words: PageWords): HTMLElement {
  const titles = new Map(told.identities.map(({ id, title }) => [id, title]));
  const rows = told.rows.map((row) => {
    const held =
      row.held === null
        ? words.asSaid
        : row.held.length === 0
          ? words.noIdentity
          : row.held.map((id) => titles.get(id) ?? id).join("、");
    const head = element("th", { scope: "row" }, held);
    if (row.refused.length > 0) {
      const why = row.refused.map(({ message }) => element("p", {}, message));
      const span = { colspan: String(told.benefits.length + 1), class: "refused" };
      return element("tr", {}, head, element("td", span, ...why));
    }
    const paid = told.benefits.map(({ id }) => row.benefits[id] ?? "");
    const cells = [...paid, row.remaining ?? ""].map((amount) =>
      element("td", { class: "money" }, amount),
    );
    return element("tr", row.held === null ? { class: "matters" } : {}, head, ...cells);
  });
  const heads = [words.identity, ...told.benefits.map(({ title }) => title), words.remaining];
  const head = element("tr", {}, ...heads.map((name) => element("th", { scope: "col" }, name)));
  return element(
    "div",
    { class: "wide", role: "region", "aria-label": words.compareIdentities, tabindex: "0" },
    element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
  );
}
