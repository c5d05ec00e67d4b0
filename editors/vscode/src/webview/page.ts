// The page of a case beside its policy: the form, what is wrong at each field, the settlement.

import type { FromPage, Form, Outcome, Problem, ToPage } from "../messages";
import { unknownTo, withLeast, type Case } from "./caseObject";
import { element } from "./element";
import { Fields } from "./fields";
import { wordsOf, type Words } from "./words";

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const vscode = acquireVsCodeApi();

/** The page's parts, from top to bottom. */
const parts = {
  bar: element("div", { class: "bar", role: "toolbar" }),
  told: element("div", { class: "told", role: "status", "aria-live": "polite" }),
  form: element("form", { autocomplete: "off", novalidate: "" }),
  settled: element("section", { class: "settled" }),
};

let theCase: Case = { ...asCase(vscode.getState()) } as Case;
let fields: Fields | undefined;
let words: Words = wordsOf("en");
let mended = true;

function asCase(found: unknown): Case | undefined {
  const isObject = typeof found === "object" && found !== null && !Array.isArray(found);
  return isObject ? (found as Case) : undefined;
}

function showForm(form: Form | null): void {
  mended = form !== null;
  if (form === null) {
    tell(words.mistakes);
    showBar();
    return;
  }
  words = wordsOf(form.language);
  document.documentElement.lang = form.language;
  fields = new Fields(form, theCase, words, keep);
  parts.form.replaceChildren(element("h1", {}, form.title), fields.root);
  tellKept(form);
  showBar();
}

function showBar(): void {
  const button = (text: string, pressed: () => void, more: Record<string, string> = {}) => {
    const made = element("button", { type: "button", ...more }, text);
    made.addEventListener("click", pressed);
    return made;
  };
  const off: Record<string, string> = mended ? {} : { disabled: "" };
  parts.bar.replaceChildren(
    button(words.settle, settle, { class: "first", ...off }),
    button(words.open, () => vscode.postMessage({ ask: "open" })),
    button(words.save, () => vscode.postMessage({ ask: "save", case: text() })),
    button(words.clear, () => openCase({})),
  );
}

function settle(): void {
  tell(words.settling);
  vscode.postMessage({ ask: "settle", case: text() });
}

/** The case, with the person and the claim that it is about, be nothing said of them yet. */
function text(): string {
  return JSON.stringify(fields === undefined ? theCase : withLeast(fields.form, theCase), null, 2);
}

/** Whatever is written is kept, also where the page is hidden and shown again. */
function keep(): void {
  vscode.setState(theCase);
  if (parts.settled.childElementCount > 0 && !parts.settled.classList.contains("old")) {
    parts.settled.classList.add("old");
    parts.settled.prepend(element("p", { class: "note" }, words.changed));
  }
}

function openCase(opened: unknown): void {
  const found = asCase(opened);
  if (found === undefined) {
    tell(words.notACase);
    return;
  }
  theCase = found;
  parts.settled.replaceChildren();
  vscode.setState(theCase);
  if (fields !== undefined) {
    showForm(fields.form);
  }
}

function tellKept(form: Form): void {
  const { policy: _, ...said } = theCase;
  const kept = unknownTo(form, said);
  parts.told.replaceChildren();
  if (kept.length > 0) {
    tell(words.kept, kept.map((path) => element("li", {}, element("code", {}, path))));
  }
}

function showOutcome(outcome: Outcome): void {
  parts.settled.replaceChildren();
  parts.settled.classList.remove("old");
  if ("failed" in outcome) {
    tell(words.failed, [element("li", {}, element("pre", {}, outcome.failed))]);
    fields?.tell([], "");
  } else if ("refused" in outcome) {
    tell(words.refused, links(outcome.refused));
    fields?.tell(outcome.refused, "");
    fields?.focus(outcome.refused[0]?.path ?? "");
  } else {
    tell(outcome.open.length > 0 ? words.openOutputs : "", links(outcome.open));
    fields?.tell(outcome.open, words.notTold);
    const frame = element("iframe", { title: words.picture, sandbox: "", srcdoc: outcome.notice });
    parts.settled.append(element("h2", {}, words.picture), frame);
    parts.settled.scrollIntoView();
  }
}

/** A list of problems, each a link to its field. */
function links(problems: readonly Problem[]): HTMLElement[] {
  return problems.map((problem) => {
    const link = element("a", { href: "#" }, problem.path);
    link.addEventListener("click", (pressed) => {
      pressed.preventDefault();
      fields?.focus(problem.path);
    });
    const clauses = problem.clauses.length > 0 ? ` (${problem.clauses.join(", ")})` : "";
    return element("li", {}, link, ` ${problem.message}${clauses}`);
  });
}

function tell(sentence: string, items: readonly HTMLElement[] = []): void {
  parts.told.replaceChildren(...(sentence === "" ? [] : [element("p", {}, sentence)]));
  if (items.length > 0) {
    parts.told.append(element("ul", {}, ...items));
  }
}

window.addEventListener("message", ({ data }: MessageEvent<ToPage>) => {
  if ("form" in data) {
    showForm(data.form);
  } else if ("opened" in data) {
    openCase(data.opened);
  } else {
    showOutcome(data.outcome);
  }
});
parts.form.addEventListener("submit", (pressed) => {
  pressed.preventDefault();
  if (mended) {
    settle();
  }
});
document.body.append(parts.bar, parts.told, parts.form, parts.settled);
vscode.postMessage({ ask: "form" });
