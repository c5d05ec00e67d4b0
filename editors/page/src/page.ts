// The page: a policy's text, its mistakes, a case, what the case comes to.

import { openOf } from "../../vscode/src/openFields";
import { put, unknownTo, withIdentitiesSpelt, withLeast, type Case } from "../../vscode/src/webview/caseObject";
import { element } from "../../vscode/src/webview/element";
import { Fields } from "../../vscode/src/webview/fields";
import { wordsOf } from "../../vscode/src/webview/words";
import type { Group, Problem } from "../../vscode/src/messages";
import { diagnosticsList } from "./diagnosticsList";
import { Editor } from "./editor";
import { identitiesTable } from "./identities";
import type { Answers, Language, Note, Opened, Place } from "./messages";
import { Polc, Stopped } from "./polc";
import { printSection } from "./printing";
import { problemList } from "./problemList";
import { readingsTable } from "./readings";
import { fragmentOf, openFragment } from "./share";
import { MAIN, starterIn } from "./starter";
import { readText, saveText } from "./textFiles";
import { label, layOut, parts } from "./view";
import { noteElement } from "./wordNote";
import { pageWords, usualLanguage } from "./words";

/** Milliseconds without a key before the text is checked. */
const PAUSE = 400;
/** Milliseconds of work after which it can be stopped: a button that flashes helps nobody. */
const SOON = 700;

let language: Language = usualLanguage();
let words = pageWords(language);
let theCase: Case = {};
let fields: Fields | undefined;
let formShown = "";
let library: Answers["policies"]["policies"] = [];
let opened: Opened = { name: MAIN, text: "", files: {} };
let waiting: ReturnType<typeof setTimeout> | undefined;
let busy: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

const polc = new Polc((working) => {
  clearTimeout(busy);
  document.body.toggleAttribute("aria-busy", working);
  if (working) {
    busy = setTimeout(() => (parts.stop.hidden = false), SOON);
  } else {
    parts.stop.hidden = true;
  }
});
const editor = new Editor("polc", textChanged, noteAt);

/** The text, as every question to polc brings it. */
const about = (): Record<string, unknown> => ({
  main: opened.name,
  files: { ...opened.files, [opened.name]: editor.text },
});

/** The case with the person and the claim that it is about, be nothing said of them. */
const said = (): Case => (fields === undefined ? theCase : withLeast(fields.form, theCase));

/** Does something; what goes wrong is told. */
async function attempt(doing: () => Promise<void>): Promise<void> {
  try {
    await doing();
  } catch (mistake) {
    const why = mistake instanceof Error ? mistake.message : String(mistake);
    parts.told.textContent = mistake instanceof Stopped ? words.stopped : why;
  }
}

function textChanged(): void {
  clearTimeout(waiting);
  asked += 1; // an answer about an older text is not shown
  waiting = setTimeout(() => void attempt(check), PAUSE);
  makeOld();
  parts.written.makeOld();
}

async function check(): Promise<void> {
  const now = (asked += 1);
  const { ok, diagnostics } = await polc.ask("check", language, about());
  if (now !== asked) {
    return;
  }
  editor.tell(diagnostics.filter(({ file }) => file === opened.name));
  parts.mistakes.replaceChildren(diagnosticsList(diagnostics, opened.name, editor, words));
  for (const asking of [parts.settle, parts.compare, parts.compareIdentities, parts.curve, parts.sheet]) {
    asking.disabled = !ok;
  }
  if (!ok) {
    parts.kept.textContent = words.notYet;
    return;
  }
  const { form } = await polc.ask("inputs", language, about());
  if (now === asked) {
    showForm(form);
  }
}

async function noteAt(position: Place): Promise<Note | null> {
  try {
    return (await polc.ask("hover", language, { ...about(), position })).note;
  } catch {
    return null; // the pointer is elsewhere by then
  }
}

async function explainWord(): Promise<void> {
  const { note } = await polc.ask("hover", language, { ...about(), position: editor.place });
  parts.note.replaceChildren(note === null ? words.nothingToTell : noteElement(note));
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
  const { policy: _, ...known } = theCase;
  const kept = unknownTo(form, known);
  const list = kept.map((path) => element("li", {}, element("code", {}, path)));
  parts.kept.replaceChildren(
    ...(list.length > 0 ? [wordsOf(language).kept, element("ul", {}, ...list)] : []),
  );
}

/** What was settled is no longer what the case says. */
function makeOld(): void {
  parts.notice.makeOld();
  parts.drawn.makeOld();
  parts.readings.replaceChildren();
  parts.identities.replaceChildren();
}

async function settle(): Promise<void> {
  const told = await polc.ask("settle", language, { ...about(), case: said() });
  tellRefused(told.refused);
  parts.printNotice.hidden = told.settlement === null;
  if (told.settlement === null) {
    parts.notice.clear();
    fields?.focus(told.refused[0]?.path ?? "");
    return;
  }
  const open = openOf(told.settlement);
  fields?.tell(open, wordsOf(language).notTold);
  parts.notice.show(told.notice_html ?? "");
  parts.notice.host.scrollIntoView({ block: "nearest" });
}

function tellRefused(refused: readonly Problem[]): void {
  fields?.tell(refused, "");
  const list = problemList(refused, (path) => fields?.focus(path));
  parts.refused.replaceChildren(...(refused.length > 0 ? [wordsOf(language).refused, list] : []));
}

async function compare(): Promise<void> {
  const told = await polc.ask("readings", language, { ...about(), case: said() });
  tellRefused(told.refused);
  parts.readings.replaceChildren();
  if (told.refused.length > 0) {
    return;
  }
  const questions = told.questions ?? [];
  const table = readingsTable(questions, words, (reading, choice) => {
    put(theCase, ["readings", reading], choice);
    formShown = "";
    void attempt(async () => {
      await check();
      await settle();
      await compare();
    });
  });
  parts.readings.append(questions.length > 0 ? table : words.noReadings);
  if (told.complete === false) {
    parts.readings.prepend(element("p", {}, words.more));
  }
}

async function compareIdentities(): Promise<void> {
  const told = await polc.ask("identities", language, { ...about(), case: said() });
  tellRefused(told.refused);
  parts.identities.replaceChildren(
    ...(told.refused.length > 0 ? [] : [identitiesTable(told, words)]),
  );
}

async function drawCurve(): Promise<void> {
  const told = await polc.ask("curve", language, { ...about(), case: said() });
  tellRefused(told.refused);
  parts.drawn.show(told.curve_html ?? "");
}

async function writeSheet(): Promise<void> {
  const { readings = {}, parameters = {} } = theCase;
  const told = await polc.ask("sheet", language, { ...about(), readings, parameters });
  tellRefused(told.refused);
  parts.written.show(told.sheet_html ?? "");
  parts.printSheet.hidden = told.sheet_html === undefined;
}

async function format(): Promise<void> {
  editor.text = (await polc.ask("format", language, about())).text;
}

async function share(): Promise<void> {
  const { files } = opened;
  const used = Object.keys(files).length > 0 ? { files } : {};
  const fragment = await fragmentOf({ text: editor.text, case: theCase, ...used });
  if (fragment === null) {
    parts.told.textContent = words.tooLong;
    return;
  }
  history.replaceState(null, "", fragment);
  parts.told.textContent = words.shared;
  await navigator.clipboard?.writeText(location.href).catch(() => undefined);
}

/** Opens what the address holds; otherwise what `polc page` was called with, or a first draft. */
async function openAddress(first: Opened | null): Promise<void> {
  const shared = location.hash.length > 1 ? await openFragment(location.hash) : null;
  if (shared !== null) {
    openPolicy({ name: MAIN, files: {}, ...shared }, shared.case);
    return;
  }
  openPolicy(first ?? starterIn(language), {});
  parts.told.textContent = location.hash.length > 1 ? words.notShared : "";
}

function openPolicy({ name, text, files }: Opened, itsCase: Case): void {
  opened = { name, text, files };
  theCase = withIdentitiesSpelt(itsCase);
  formShown = "";
  forgetAnswers();
  editor.text = text;
}

/** What polc said is taken off the page. */
function forgetAnswers(): void {
  for (const shown of [parts.notice, parts.drawn, parts.written]) {
    shown.clear();
  }
  parts.printNotice.hidden = true;
  parts.printSheet.hidden = true;
  tellRefused([]);
  parts.note.replaceChildren();
  parts.readings.replaceChildren();
  parts.identities.replaceChildren();
}

/** Says everything in a language; what polc said is asked for again. */
function speak(chosen: Language): void {
  language = chosen;
  words = pageWords(chosen);
  label(chosen, words);
  showLibrary();
  forgetAnswers();
  if (library.length > 0) {
    void attempt(check);
  }
}

function showLibrary(): void {
  const first = element("option", { value: "" }, `— ${words.library} —`);
  const draft = element("option", { value: "*" }, words.starter);
  const options = library.map(({ name }) => element("option", { value: name }, name));
  parts.library.replaceChildren(first, draft, ...options);
}

async function start(): Promise<void> {
  parts.told.textContent = words.starting;
  try {
    const begun = await polc.begun();
    const style = new CSSStyleSheet();
    style.replaceSync(begun.style);
    for (const shown of [parts.notice, parts.drawn, parts.written]) {
      shown.style = style;
    }
    if (begun.language !== null) {
      speak(begun.language);
    }
    library = (await polc.ask("policies", language)).policies;
    showLibrary();
    parts.told.textContent = "";
    await openAddress(begun.opened);
  } catch (mistake) {
    parts.told.textContent = `${words.failed} ${String(mistake)}`;
  }
}

function stop(): void {
  polc.stop();
  parts.told.textContent = words.stopped;
}

async function openFile(): Promise<void> {
  const [file] = parts.file.files ?? [];
  if (file !== undefined) {
    const text = await readText(file);
    parts.told.textContent = text === null ? words.notOpened : "";
    if (text !== null) {
      openPolicy({ name: file.name, text, files: {} }, {});
    }
  }
  parts.file.value = "";
}

const pressed: readonly (readonly [HTMLElement, () => void | Promise<void>])[] = [
  [parts.open, () => parts.file.click()],
  [parts.save, () => saveText(opened.name, editor.text)],
  [parts.format, format],
  [parts.share, share],
  [parts.switchLanguage, () => speak(language === "zh" ? "en" : "zh")],
  [parts.stop, stop],
  [parts.about, explainWord],
  [parts.printNotice, () => printSection("result")],
  [parts.compare, compare],
  [parts.compareIdentities, compareIdentities],
  [parts.curve, drawCurve],
  [parts.sheet, writeSheet],
  [parts.printSheet, () => printSection("sheet")],
];
for (const [button, doing] of pressed) {
  button.addEventListener("click", () => void attempt(async () => doing()));
}
parts.file.addEventListener("change", () => void attempt(openFile));
parts.library.addEventListener("change", () => {
  const { value } = parts.library;
  const chosen = library.find(({ name }) => name === value);
  if (chosen !== undefined) {
    openPolicy({ name: `${chosen.name}.pol`, text: chosen.text, files: {} }, {});
  } else if (value === "*") {
    openPolicy(starterIn(language), {});
  }
});
parts.form.addEventListener("submit", (sent) => {
  sent.preventDefault();
  if (!parts.settle.disabled) {
    void attempt(settle);
  }
});
window.addEventListener("hashchange", () => void attempt(() => openAddress(null)));
layOut(editor.view.dom);
speak(language);
void start();
