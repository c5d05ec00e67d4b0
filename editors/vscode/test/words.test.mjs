// Every sentence of the extension is there in Chinese.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { ROOT } from "./start.mjs";

const read = (...parts) => readFileSync(path.join(ROOT, ...parts), "utf8");
const json = (...parts) => JSON.parse(read(...parts));

test("sentences of the code", () => {
  const said = readdirSync(path.join(ROOT, "src"))
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => [...read("src", name).matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)])
    .map(([, sentence]) => sentence);
  const chinese = json("l10n", "bundle.l10n.zh-cn.json");
  assert.ok(said.length > 0);
  assert.deepEqual(new Set(Object.keys(chinese)), new Set(said));
});

test("what the manifest says", () => {
  const asked = [...read("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  assert.deepEqual(new Set(Object.keys(json("package.nls.json"))), new Set(asked));
  assert.deepEqual(new Set(Object.keys(json("package.nls.zh-cn.json"))), new Set(asked));
});
