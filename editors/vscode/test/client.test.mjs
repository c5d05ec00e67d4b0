// The extension with the real server: mistakes, examples as tests, the form of a case.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { start, until } from "./start.mjs";

// 1000 yuan less the deductible of 500 yuan, 60%: 300 yuan.
const POLICY = `policy town "某县" edition 1
source doc "〔2024〕1号" issued 2024-01-01
in force from 2024-01-01  D-9
identity poor "低保对象"
rank poor  D-9
layers basic  D-9
param line "起付标准" : money unspecified  D-1
benefit basic "基本医保" per claim {
  for poor                      D-2
  deductible per claim line     D-1
  rate 60%                      D-3
}
examples with { line 500 yuan }
example "一例" {
  person poor
  claim 2024-05-01 inpatient { in_policy 1000 yuan }
  expect basic 300 yuan
}
example "另一例" {
  person poor
  claim 2024-05-01 inpatient { in_policy 1000 yuan }
  expect basic 400 yuan
}
`;

let folder;
let running;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "polc-"));
  running = await start();
});
after(async () => {
  await running.stop();
  await rm(folder, { recursive: true });
});

async function open(name, text) {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return running.seen.open(file, text);
}

function diagnosticsOf(document) {
  return running.seen.diagnostics.get(document.uri.toString());
}

test("a mistake is shown where it stands, with its code", async () => {
  const document = await open("mistake.pol", POLICY.replace("rate 60%", "rate 600%"));
  const found = await until(() => diagnosticsOf(document), "a diagnostic");
  assert.deepEqual(
    found.map(({ range, source }) => [range.start.line, source]),
    [[10, "polc"]],
  );
});

test("the commands of the server's lenses are there", () => {
  assert.ok(running.seen.commands.has("polc.runExample"));
  assert.ok(running.seen.commands.has("polc.settleBenefit"));
});

test("the examples of an open policy are tests, told with what was expected", async () => {
  const document = await open("examples.pol", POLICY);
  const [controller] = running.seen.controllers;
  const key = document.uri.toString();
  const file = await until(() => {
    const item = controller.items.get(key);
    return item?.children.size === 2 && item;
  }, "a list of examples");
  await running.seen.profiles[0].run({ include: [file] }, { isCancellationRequested: false });
  const { results, ended } = running.seen.runs.at(-1);
  assert.ok(ended);
  assert.equal(results.get("一例").state, "passed");
  const { state, messages } = results.get("另一例");
  assert.equal(state, "failed");
  assert.deepEqual(
    messages.map((one) => [one.expectedOutput, one.actualOutput, one.location.range.line]),
    [["400.00", "300.00", POLICY.split("\n").indexOf("  expect basic 400 yuan")]],
  );
});

test("of one example that is run, the others are left", async () => {
  const document = await open("one.pol", POLICY);
  const [controller] = running.seen.controllers;
  const file = await until(() => {
    const item = controller.items.get(document.uri.toString());
    return item?.children.size === 2 && item;
  }, "a list of examples");
  const [[, first]] = [...file.children];
  await running.seen.profiles[0].run({ include: [first] }, { isCancellationRequested: false });
  assert.deepEqual([...running.seen.runs.at(-1).results.keys()], ["一例"]);
});

test("the examples of a policy with mistakes are not run", async () => {
  const document = await open("broken.pol", POLICY.replace("rate 60%", "rate 600%"));
  const [controller] = running.seen.controllers;
  const file = await until(() => {
    const item = controller.items.get(document.uri.toString());
    return item?.children.size === 2 && item;
  }, "a list of examples");
  await running.seen.profiles[0].run({ include: [file] }, { isCancellationRequested: false });
  const states = [...running.seen.runs.at(-1).results.values()].map(({ state }) => state);
  assert.deepEqual(states, ["errored", "errored"]);
});

test("a case is filled in, what is missing is told at its field, and it is settled", async () => {
  await open("case.pol", POLICY);
  await running.seen.commands.get("polc.openCase")();
  const panel = running.seen.panels.at(-1);
  assert.match(panel.webview.html, /default-src 'none'/);

  const { form } = await panel.say({ ask: "form" });
  assert.equal(form.policy, "town");
  const parts = Object.fromEntries(form.of.map((entry) => [entry.key, entry]));
  assert.deepEqual(
    parts.parameters.of.map(({ key, title, kind }) => [key, title, kind]),
    [["line", "起付标准", "money"]],
  );
  const claim = Object.fromEntries(parts.claims.of.map((entry) => [entry.key, entry]));
  assert.equal(parts.claims.form, "list");
  assert.equal(claim.in_policy.needed, true);

  const blank = { person: { identities: [{ id: "poor" }] }, claims: [{}] };
  const { outcome } = await panel.say({ ask: "settle", case: JSON.stringify(blank) });
  const missing = outcome.refused.map((problem) => problem.path);
  assert.deepEqual(missing.sort(), ["claims[0].date", "claims[0].in_policy"]);

  const filled = {
    parameters: { line: "500" },
    person: { id: "p1", identities: [{ id: "poor" }] },
    claims: [{ date: "2024-05-01", kind: "inpatient", in_policy: "1000", total: "1200" }],
  };
  const settled = await panel.say({ ask: "settle", case: JSON.stringify(filled) });
  // 1200 yuan less the 300 yuan of the first example.
  assert.match(settled.outcome.notice, /<svg/);
  assert.match(settled.outcome.notice, /300\.00/);
  assert.match(settled.outcome.notice, /900\.00/);
});

test("a case that is opened is read by polc: nothing is rounded, no key of two is lost", async () => {
  await open("opened.pol", POLICY);
  await running.seen.commands.get("polc.openCase")();
  const panel = running.seen.panels.at(-1);
  const opened = async (text) => {
    const file = path.join(folder, "opened.json");
    await writeFile(file, text);
    running.seen.chosen = [running.seen.uriOf(file)];
    return panel.say({ ask: "open" });
  };
  assert.deepEqual(await opened('{"claims": [{"total": 90071992547409.93, "in_policy": 1.10}]}'), {
    opened: { claims: [{ total: "90071992547409.93", in_policy: "1.10" }] },
  });
  const twice = await opened('{"claims": [], "claims": [{}]}');
  assert.match(twice.outcome.failed, /`claims`/);
  const bytes = await opened(Buffer.from([0x7b, 0xff, 0x7d]));
  assert.ok(bytes.outcome.failed);
});

test("of a policy with mistakes there is no form", async () => {
  await open("unfit.pol", POLICY.replace("rate 60%", "rate 600%"));
  await running.seen.commands.get("polc.openCase")();
  const { form } = await running.seen.panels.at(-1).say({ ask: "form" });
  assert.equal(form, null);
});

test("a policy that cannot be saved is not settled, and that is told", async () => {
  const document = await open("unsaved.pol", POLICY);
  Object.assign(document, { isDirty: true, save: async () => false });
  await running.seen.commands.get("polc.openCase")();
  const { outcome } = await running.seen.panels.at(-1).say({ ask: "settle", case: "{}" });
  assert.match(outcome.failed, /must be saved/);
});
