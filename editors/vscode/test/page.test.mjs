// The page of a case, in a document without a browser: what is typed, what is sent, what is told.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, test } from "node:test";

import { Window } from "happy-dom";

import { ROOT } from "./start.mjs";

const field = (key, kind, more = {}) => ({ form: "field", key, title: `的${key}`, kind, ...more });
const group = (form, key, ...of) => ({ form, key, title: `的${key}`, of });
const residence = [
  { value: "rural", title: "农村" },
  { value: "urban", title: "城镇" },
];
const FORM = {
  ...group(
    "group",
    "",
    field("year", "year"),
    group("group", "parameters", field("most", "money", { limitless: true })),
    group("group", "person", field("residence", "choice", { choices: residence })),
    group(
      "list",
      "claims",
      field("date", "date", { needed: true }),
      field("emergency", "flag", { default: false }),
      group("group", "paid", field("basic", "money")),
    ),
  ),
  policy: "town",
  title: "某县",
  language: "zh",
};

let window;

afterEach(() => window.happyDOM.close());

/** A page that shows the form, and what it has sent. */
function show() {
  window = new Window({
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
    },
  });
  const sent = [];
  let state;
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => sent.push(message),
    getState: () => state,
    setState: (now) => {
      state = now;
    },
  });
  window.eval(readFileSync(path.join(ROOT, "out", "page.js"), "utf8"));
  const { document } = window;
  const say = (data) => window.dispatchEvent(new window.MessageEvent("message", { data }));
  say({ form: FORM });
  const labelled = (key) =>
    [...document.querySelectorAll("label")].filter((label) => label.textContent.includes(`的${key}`));
  const control = (key, nth = 0) => document.getElementById(labelled(key)[nth].getAttribute("for"));
  const fill = (key, value, nth = 0) => {
    const one = control(key, nth);
    one.value = value;
    one.dispatchEvent(new window.Event(one.tagName === "SELECT" ? "change" : "input"));
  };
  const press = (text) =>
    [...document.querySelectorAll("button")].find((one) => one.textContent.startsWith(text)).click();
  const settled = () => {
    press("结算");
    return JSON.parse(sent.at(-1).case);
  };
  const told = (key, nth = 0) =>
    document.getElementById(control(key, nth).getAttribute("aria-describedby")).textContent;
  return { document, sent, say, control, fill, press, settled, told };
}

test("a page asks for the form", () => {
  assert.equal(JSON.stringify(show().sent), '[{"ask":"form"}]');
});

test("of a form that is left blank nothing is said but that there is a person and a claim", () => {
  const page = show();
  assert.equal(page.control("date").value, "");
  assert.deepEqual(page.settled(), { person: {}, claims: [{}] });
});

test("what is typed is said as it is typed; a year is a number, yes and no are no texts", () => {
  const page = show();
  page.fill("year", "2024");
  page.fill("residence", "rural");
  page.fill("date", "2024-05-01");
  page.fill("emergency", "true");
  page.fill("basic", "35000.10");
  assert.deepEqual(page.settled(), {
    year: 2024,
    person: { residence: "rural" },
    claims: [{ date: "2024-05-01", emergency: true, paid: { basic: "35000.10" } }],
  });
});

test("what is made blank again is not said", () => {
  const page = show();
  page.fill("basic", "1");
  page.fill("basic", "");
  page.fill("residence", "urban");
  page.fill("residence", "");
  assert.deepEqual(page.settled(), { person: {}, claims: [{}] });
});

test("what a blank means is told where the policy says it", () => {
  const [blank] = show().control("emergency").querySelectorAll("option");
  assert.equal(blank.textContent, "空白即： 否");
});

test("no limit is said by a tick, and is not the same as blank", () => {
  const page = show();
  const box = page.document.querySelector('input[type="checkbox"]');
  box.checked = true;
  box.dispatchEvent(new window.Event("change"));
  assert.deepEqual(page.settled().parameters, { most: null });
});

test("a claim is added, and taken away", () => {
  const page = show();
  page.fill("date", "2024-05-01");
  page.press("添加");
  page.fill("date", "2024-06-01", 1);
  assert.equal(page.settled().claims.length, 2);
  page.document.querySelector('button[aria-label^="删除"]').click();
  assert.deepEqual(page.settled().claims, [{ date: "2024-06-01" }]);
});

test("what is missing is told at its field, with the clause, and no longer once it is settled", () => {
  const page = show();
  const missing = { path: "claims[0].date", message: "没有日期", clauses: ["D-1"] };
  const inside = { path: "parameters.most[2024]", message: "不是金额", clauses: [] };
  page.say({ outcome: { refused: [missing, inside] } });
  assert.equal(page.told("date"), "没有日期 (D-1)");
  assert.equal(page.control("date").getAttribute("aria-invalid"), "true");
  assert.equal(page.told("most"), "不是金额");
  page.say({ outcome: { notice: "<svg></svg>", open: [] } });
  assert.equal(page.told("date"), "");
});

test("what could not be told of any claim is told at that field of each", () => {
  const page = show();
  page.press("添加");
  const open = [{ path: "claims[].date", message: "alerts.poor", clauses: [] }];
  page.say({ outcome: { notice: "", open } });
  assert.match(page.told("date", 0), /alerts\.poor/);
  assert.match(page.told("date", 1), /alerts\.poor/);
});

test("the settlement stands in a frame where nothing runs, and is old once the case changes", () => {
  const page = show();
  page.say({ outcome: { notice: "<p>300.00</p>", open: [] } });
  const frame = page.document.querySelector("iframe");
  assert.equal(frame.getAttribute("sandbox"), "");
  assert.equal(frame.getAttribute("srcdoc"), "<p>300.00</p>");
  page.fill("date", "2024-05-02");
  assert.ok(page.document.querySelector(".settled").classList.contains("old"));
});

test("a case that is opened fills the form; what the form does not show is told and kept", () => {
  const page = show();
  page.say({ opened: { policy: "town", extra: 1, claims: [{ date: "2024-05-01" }] } });
  assert.equal(page.control("date").value, "2024-05-01");
  assert.match(page.document.querySelector(".told").textContent, /extra/);
  assert.equal(page.settled().extra, 1);
});

test("a file that is no case is told", () => {
  const page = show();
  page.say({ opened: [1] });
  assert.match(page.document.querySelector(".told").textContent, /不是个案/);
});

test("a title that is markup stays text", () => {
  const page = show();
  page.say({ form: { ...FORM, title: "<b>x</b>" } });
  assert.equal(page.document.querySelector("h1").textContent, "<b>x</b>");
});

test("of a policy with mistakes cases are not settled", () => {
  const page = show();
  page.say({ form: null });
  assert.ok(page.document.querySelector("button.first").disabled);
});
