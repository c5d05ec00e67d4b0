// How the extension starts its server, and what it says where it cannot.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { start, until } from "./start.mjs";

test("a command that is not there is told, with what to do", async () => {
  const { seen, stop } = await start({ settings: { "polc.path": "no-such-polc" } });
  const [{ message, buttons }] = seen.errors.filter((one) => one.message.includes("polc.path"));
  assert.match(message, /no-such-polc/);
  assert.deepEqual(buttons, ["Open Settings"]);
  await stop();
});

for (const [name, given] of Object.entries({
  "in a Chinese VS Code polc speaks Chinese": { language: "zh-cn" },
  "where the setting says so polc speaks Chinese": { settings: { "polc.language": "zh" } },
})) {
  test(name, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "polc-"));
    const file = path.join(folder, "a.pol");
    const text = 'policy a "甲" edition 1\nrate 600%\n';
    await writeFile(file, text);
    const { seen, stop } = await start(given);
    const document = seen.open(file, text);
    const found = await until(() => seen.diagnostics.get(document.uri.toString())?.[0], "a mistake");
    assert.match(found.message, /[\u4e00-\u9fff]{4}/);
    await stop();
    await rm(folder, { recursive: true });
  });
}
