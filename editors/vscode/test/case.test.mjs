// A case as the page edits it.

import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";

import { build } from "esbuild";

import { ROOT } from "./start.mjs";

let put, takeOut, unknownTo, valueAt, withLeast, written;

before(async () => {
  const made = await build({
    entryPoints: [path.join(ROOT, "src/webview/caseObject.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  const code = Buffer.from(made.outputFiles[0].contents).toString("base64");
  ({ put, takeOut, unknownTo, valueAt, withLeast, written } = await import(
    `data:text/javascript;base64,${code}`
  ));
});

test("a value makes the groups it is in", () => {
  const found = {};
  put(found, ["claims", 0, "paid", "basic"], "1.00");
  assert.deepEqual(found, { claims: [{ paid: { basic: "1.00" } }] });
});

test("a blank is taken out, with groups that say nothing then; a claim stays", () => {
  const found = { region: { income: "1" }, claims: [{ paid: { basic: "1.00" } }] };
  takeOut(found, ["region", "income"]);
  takeOut(found, ["claims", 0, "paid", "basic"]);
  assert.deepEqual(found, { claims: [{}] });
});

test("an item of a list is taken out, the others move up", () => {
  const found = { claims: [{ id: "a" }, { id: "b" }] };
  takeOut(found, ["claims", 0]);
  assert.deepEqual(found, { claims: [{ id: "b" }] });
});

test("no limit is said as null, and is no blank", () => {
  const found = {};
  put(found, ["parameters", "cap"], null);
  assert.equal(valueAt(found, ["parameters", "cap"]), null);
});

test("a name that objects have of themselves is a name like others", () => {
  const found = {};
  put(found, ["parameters", "__proto__"], "1");
  assert.deepEqual(Object.keys(found.parameters), ["__proto__"]);
  assert.equal({}.polluted, undefined);
  assert.equal(valueAt({}, ["constructor"]), undefined);
});

test("a path is written as polc writes it", () => {
  assert.equal(written(["claims", 0, "paid", "basic"]), "claims[0].paid.basic");
});

test("what the form does not show is told by its path", () => {
  const field = (key) => ({ form: "field", key, title: key, kind: "text" });
  const claims = { form: "list", key: "claims", title: "", of: [field("date")] };
  const form = { form: "group", key: "", title: "", of: [field("year"), claims] };
  const found = { year: 2024, extra: 1, claims: [{ date: "x" }, { more: { a: 1 } }] };
  assert.deepEqual(unknownTo(form, found), ["extra", "claims[1].more"]);
});

test("a case has a person and a claim, be nothing said of them", () => {
  const group = (form, key, ...of) => ({ form, key, title: key, of });
  const person = group("group", "person");
  const claims = group("list", "claims");
  const one = group("group", "", person, group("group", "region"), claims);
  assert.deepEqual(withLeast(one, {}), { person: {}, claims: [{}] });
  const several = group("group", "", group("list", "household", person, claims));
  assert.deepEqual(withLeast(several, {}), { household: [{ person: {}, claims: [{}] }] });
});
