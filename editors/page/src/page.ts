// The page: a policy's text, its mistakes, a case, what the case comes to.

import { put, unknownTo, withLeast, type Case } from "../../vscode/src/webview/caseObject";
import { element } from "../../vscode/src/webview/element";
import { Fields } from "../../vscode/src/webview/fields";
import { wordsOf } from "../../vscode/src/webview/words";
import type { Group, Problem } from "../../vscode/src/messages";
import { diagnosticsList } from "./diagnosticsList";
import { Editor } from "./editor";
import type { Answers, Language } from "./messages";
import { Polc, Stopped } from "./polc";
import { readingsTable } from "./readings";
import { fragmentOf, openFragment } from "./share";
import { pageWords, usualLanguage } from "./words";

/** Milliseconds without a key before the text is checked. */
const PAUSE = 400;
/** What the text is called; a policy is named in its text. */
const MAIN = "policy.pol";

const button = (pressed: () => void, attributes: Record<string, string> = {}): HTMLButtonElement => {
  const made = element("button", { type: "button", ...attributes });
  made.addEventListener("click", pressed);
  return made;
};
const section = (name: string, heading: HTMLElement, ...inside: Node[]): HTMLElement => {
  heading.id = `${name}-heading`;
  return element("section", { id: name, "aria-labelledby": heading.id }, heading, ...inside);
};

let language: Language = usualLanguage();
let words = pageWords(language);
let theCase: Case = {};
let fields: Fields | undefined;
let formShown = "";
let library: Answers["policies"]["policies"] = [];
let waiting: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

const parts = {
  library: element("select", { id: "library" }),
  libraryLabel: element("label", { for: "library" }),
  format: button(() => void attempt(format)),
  share: button(() => void attempt(share)),
  switchLanguage: button(() => speak(language === "zh" ? "en" : "zh"), { id: "language" }),
  stop: button(stop, { hidden: "", class: "stop" }),
  told: element("p", { class: "told", role: "status" }),
  mistakes: element("div", { "aria-live": "polite" }),
  form: element("form", { autocomplete: "off", novalidate: "" }),
  kept: element("div", { class: "kept", role: "status" }),
  settle: element("button", { type: "submit", class: "first", disabled: "" }),
  refused: element("div", { role: "alert" }),
  notice: element("div", { role: "status" }),
  compare: button(() => void attempt(compare), { disabled: "" }),
  readings: element("div", { "aria-live": "polite" }),
};
const heads = {
  text: element("h2", {}),
  mistakes: element("h2", {}),
  case: element("h2", {}),
  result: element("h2", {}),
  readings: element("h2", {}),
};
const polc = new Polc((working) => {
  parts.stop.hidden = !working;
});
const editor = new Editor("polc", () => {
  clearTimeout(waiting);
  asked += 1; // an answer about an older text is not shown
  waiting = setTimeout(() => void attempt(check), PAUSE);
});
const notice = parts.notice.attachShadow({ mode: "open" });

/** The text, as every question to polc brings it. */
const about = (): Record<string, unknown> => ({ main: MAIN, files: { [MAIN]: editor.text } });

/** Does something; what goes wrong is told. */
async function attempt(doing: () => Promise<void>): Promise<void> {
  try {
    await doing();
  } catch (mistake) {
    const why = mistake instanceof Error ? mistake.message : String(mistake);
    parts.told.textContent = mistake instanceof Stopped ? words.stopped : why;
  }
}

async function check(): Promise<void> {
  const now = (asked += 1);
  const { ok, diagnostics } = await polc.ask("check", language, about());
  if (now !== asked) {
    return;
  }
  const here = diagnostics.filter(({ file }) => file === MAIN);
  editor.tell(here);
  parts.mistakes.replaceChildren(diagnosticsList(diagnostics, editor, words));
  parts.settle.disabled = !ok;
  parts.compare.disabled = !ok;
  if (!ok) {
    parts.kept.textContent = words.notYet;
    return;
  }
  const { form } = await polc.ask("inputs", language, about());
  if (now === asked) {
    showForm(form);
  }
}

/** Shows the form of a policy; one that is shown already is left alone, with what has the focus. */
function showForm(form: Group): void {
  const written = JSON.stringify([language, form]);
  if (written !== formShown || fields === undefined) {
    formShown = written;
    const shown = { ...form, policy: "", language };
    fields = new Fields(shown, theCase, wordsOf(language), makeOld);
    parts.form.replaceChildren(fields.root, parts.settle);
  }
  const { policy: _, ...said } = theCase;
  const kept = unknownTo(form, said);
  const list = kept.map((path) => element("li", {}, element("code", {}, path)));
  parts.kept.replaceChildren(
    ...(list.length > 0 ? [wordsOf(language).kept, element("ul", {}, ...list)] : []),
  );
}

/** What was settled is no longer what the case says. */
function makeOld(): void {
  parts.notice.classList.add("old");
  parts.readings.replaceChildren();
}

/** The case with the person and the claim that it is about, be nothing said of them. */
function said(): Case {
  return fields === undefined ? theCase : withLeast(fields.form, theCase);
}

async function settle(): Promise<void> {
  const told = await polc.ask("settle", language, { ...about(), case: said() });
  tellRefused(told.refused);
  parts.notice.classList.remove("old");
  if (told.settlement === null) {
    notice.replaceChildren();
    fields?.focus(told.refused[0]?.path ?? "");
    return;
  }
  // polc wrote this HTML, and escaped every text in it.
  const read = new DOMParser().parseFromString(told.notice_html ?? "", "text/html");
  notice.replaceChildren(...read.body.childNodes);
  parts.notice.scrollIntoView({ block: "nearest" });
}

function tellRefused(refused: readonly Problem[]): void {
  fields?.tell(refused, "");
  const items = refused.map(({ path, message, clauses }) => {
    const go = button(() => fields?.focus(path), { class: "place" });
    go.textContent = path === "" ? "·" : path;
    return element("li", {}, go, ` ${message}${clauses.length > 0 ? ` (${clauses.join(", ")})` : ""}`);
  });
  parts.refused.replaceChildren(
    ...(items.length > 0 ? [wordsOf(language).refused, element("ul", {}, ...items)] : []),
  );
}

async function compare(): Promise<void> {
  const told = await polc.ask("readings", language, { ...about(), case: said() });
  tellRefused(told.refused);
  const questions = told.questions ?? [];
  if (told.refused.length > 0) {
    parts.readings.replaceChildren();
    return;
  }
  const table = readingsTable(questions, words, (reading, choice) => {
    put(theCase, ["readings", reading], choice);
    formShown = "";
    void attempt(async () => {
      await check();
      await settle();
      await compare();
    });
  });
  parts.readings.replaceChildren(questions.length > 0 ? table : words.noReadings);
  if (told.complete === false) {
    parts.readings.prepend(element("p", {}, words.more));
  }
}

async function format(): Promise<void> {
  editor.text = (await polc.ask("format", language, about())).text;
}

async function share(): Promise<void> {
  const fragment = await fragmentOf({ text: editor.text, case: theCase });
  if (fragment === null) {
    parts.told.textContent = words.tooLong;
    return;
  }
  history.replaceState(null, "", fragment);
  parts.told.textContent = words.shared;
  await navigator.clipboard?.writeText(location.href).catch(() => undefined);
}

/** Opens what the address holds; otherwise a policy of the library. */
async function openAddress(): Promise<void> {
  const shared = location.hash.length > 1 ? await openFragment(location.hash) : null;
  if (shared !== null) {
    openPolicy(shared.text, shared.case);
    return;
  }
  openPolicy(library[0]?.text ?? "", {});
  parts.told.textContent = location.hash.length > 1 ? words.notShared : "";
}

function openPolicy(text: string, opened: Case): void {
  theCase = opened;
  formShown = "";
  notice.replaceChildren();
  parts.refused.replaceChildren();
  parts.readings.replaceChildren();
  editor.text = text;
}

function stop(): void {
  polc.stop();
  parts.told.textContent = words.stopped;
}

/** Says everything in a language; what polc said is asked for again. */
function speak(chosen: Language): void {
  language = chosen;
  words = pageWords(chosen);
  document.documentElement.lang = chosen;
  parts.switchLanguage.textContent = chosen === "zh" ? "English" : "中文";
  parts.switchLanguage.lang = chosen === "zh" ? "en" : "zh";
  parts.libraryLabel.textContent = words.policy;
  parts.format.textContent = words.format;
  parts.share.textContent = words.share;
  parts.stop.textContent = words.stop;
  parts.settle.textContent = wordsOf(chosen).settle;
  parts.compare.textContent = words.compare;
  heads.text.textContent = words.text;
  heads.mistakes.textContent = words.mistakes;
  heads.case.textContent = words.caseTitle;
  heads.result.textContent = words.result;
  heads.readings.textContent = words.compare;
  showLibrary();
  notice.replaceChildren();
  tellRefused([]);
  parts.readings.replaceChildren();
  if (library.length > 0) {
    void attempt(check);
  }
}

function showLibrary(): void {
  const first = element("option", { value: "" }, `— ${words.library} —`);
  const options = library.map(({ name }) => element("option", { value: name }, name));
  parts.library.replaceChildren(first, ...options);
}

async function start(): Promise<void> {
  parts.told.textContent = words.starting;
  let style: string;
  try {
    style = await polc.style();
  } catch (mistake) {
    parts.told.textContent = `${words.failed} ${String(mistake)}`;
    return;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  notice.adoptedStyleSheets = [sheet];
  library = (await polc.ask("policies", language)).policies;
  showLibrary();
  parts.told.textContent = "";
  await openAddress();
}

parts.library.addEventListener("change", () => {
  const chosen = library.find(({ name }) => name === parts.library.value);
  if (chosen !== undefined) {
    openPolicy(chosen.text, {});
  }
});
parts.form.addEventListener("submit", (pressed) => {
  pressed.preventDefault();
  if (!parts.settle.disabled) {
    void attempt(settle);
  }
});
window.addEventListener("hashchange", () => void attempt(openAddress));
document.body.append(
  element(
    "header",
    {},
    element("h1", {}, "polc"),
    parts.libraryLabel,
    parts.library,
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
      section("text", heads.text, editor.view.dom),
      section("mistakes", heads.mistakes, parts.mistakes),
    ),
    element(
      "div",
      { class: "side" },
      section("case", heads.case, parts.kept, parts.form),
      section("result", heads.result, parts.refused, parts.notice),
      section("readings", heads.readings, parts.compare, parts.readings),
    ),
  ),
);
speak(language);
void attempt(start);
