// The page's elements: where each stands, and what is written on it in a language.

import { element } from "../../vscode/src/webview/element";
import { wordsOf } from "../../vscode/src/webview/words";
import { HtmlOfPolc } from "./htmlOfPolc";
import type { Language } from "./messages";
import type { PageWords } from "./words";

const button = (attributes: Record<string, string> = {}): HTMLButtonElement =>
  element("button", { type: "button", ...attributes });
const section = (id: string, ...inside: Node[]): HTMLElement => {
  const [head] = inside;
  if (head instanceof HTMLElement) {
    head.id = `${id}-heading`;
  }
  return element("section", { id, "aria-labelledby": `${id}-heading` }, ...inside);
};
const shown = (attributes: Record<string, string>): HtmlOfPolc =>
  new HtmlOfPolc(element("div", attributes));

export const parts = {
  library: element("select", { id: "library" }),
  libraryLabel: element("label", { for: "library" }),
  open: button(),
  file: element("input", { type: "file", accept: ".pol,text/plain", hidden: "" }),
  save: button(),
  format: button(),
  share: button(),
  switchLanguage: button({ id: "language" }),
  stop: button({ hidden: "", class: "stop" }),
  told: element("p", { class: "told", role: "status" }),
  about: button(),
  leave: element("span", { class: "hint" }),
  note: element("div", { "aria-live": "polite" }),
  mistakes: element("div", { "aria-live": "polite" }),
  form: element("form", { autocomplete: "off", novalidate: "" }),
  kept: element("div", { class: "kept", role: "status" }),
  settle: element("button", { type: "submit", class: "first", disabled: "" }),
  refused: element("div", { role: "alert" }),
  notice: shown({ role: "status", class: "shown" }),
  printNotice: button({ hidden: "" }),
  compare: button({ disabled: "" }),
  compareIdentities: button({ disabled: "" }),
  curve: button({ disabled: "" }),
  readings: element("div", { "aria-live": "polite" }),
  identities: element("div", { "aria-live": "polite" }),
  drawn: shown({ "aria-live": "polite", class: "shown" }),
  sheet: button({ disabled: "" }),
  sheetHint: element("p", { class: "hint" }),
  written: shown({ "aria-live": "polite", class: "shown" }),
  printSheet: button({ hidden: "" }),
};
const heads = {
  text: element("h2", {}),
  mistakes: element("h2", {}),
  case: element("h2", {}),
  result: element("h2", {}),
  compare: element("h2", {}),
  sheet: element("h2", {}),
};

/** Puts everything on the page. */
export function layOut(editor: HTMLElement): void {
  const row = (...inside: Node[]): HTMLElement => element("div", { class: "row" }, ...inside);
  document.body.append(
    element(
      "header",
      {},
      element("h1", {}, "polc"),
      parts.libraryLabel,
      parts.library,
      parts.open,
      parts.file,
      parts.save,
      parts.format,
      parts.share,
      parts.switchLanguage,
      parts.stop,
    ),
    parts.told,
    element(
      "main",
      {},
      element(
        "div",
        { class: "side" },
        section("text", heads.text, editor, row(parts.about, parts.leave), parts.note),
        section("mistakes", heads.mistakes, parts.mistakes),
      ),
      element(
        "div",
        { class: "side" },
        section("case", heads.case, parts.kept, parts.form),
        section("result", heads.result, parts.refused, row(parts.printNotice), parts.notice.host),
        section(
          "compare",
          heads.compare,
          row(parts.compare, parts.compareIdentities, parts.curve),
          parts.readings,
          parts.identities,
          parts.drawn.host,
        ),
        section(
          "sheet",
          heads.sheet,
          parts.sheetHint,
          row(parts.sheet, parts.printSheet),
          parts.written.host,
        ),
      ),
    ),
  );
}

/** Writes what the page says of itself. */
export function label(language: Language, words: PageWords): void {
  document.documentElement.lang = language;
  parts.switchLanguage.textContent = language === "zh" ? "English" : "中文";
  parts.switchLanguage.lang = language === "zh" ? "en" : "zh";
  parts.libraryLabel.textContent = words.policy;
  parts.open.textContent = words.open;
  parts.save.textContent = words.save;
  parts.format.textContent = words.format;
  parts.share.textContent = words.share;
  parts.stop.textContent = words.stop;
  parts.about.textContent = words.about;
  parts.leave.textContent = words.leave;
  parts.settle.textContent = wordsOf(language).settle;
  parts.printNotice.textContent = words.print;
  parts.compare.textContent = words.compare;
  parts.compareIdentities.textContent = words.compareIdentities;
  parts.curve.textContent = words.curve;
  parts.sheet.textContent = words.sheet;
  parts.sheetHint.textContent = words.sheetHint;
  parts.printSheet.textContent = words.print;
  heads.text.textContent = words.text;
  heads.mistakes.textContent = words.mistakes;
  heads.case.textContent = words.caseTitle;
  heads.result.textContent = words.result;
  heads.compare.textContent = words.compareTitle;
  heads.sheet.textContent = words.sheetTitle;
}
