// Starts the extension as it is packed, on a stand-in of VS Code, with the real language server.

import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import Module from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const { standIn } = require("./standIn.cjs");

export const ROOT = path.resolve(import.meta.dirname, "..");
const LOCAL = path.resolve(ROOT, "../../.venv/bin/polc");
/** The command: that of the environment, else that of the repository's own `.venv`. */
export const POLC = process.env.POLC ?? (existsSync(LOCAL) ? LOCAL : "polc");

/** What a test sees of an extension that has started; `stop` ends it and its server. */
export async function start(given = {}) {
  const { settings, ...more } = given;
  const { vscode, seen } = standIn({ settings: { "polc.path": POLC, ...settings }, ...more });
  const bundle = path.join(ROOT, "out", "extension.js");
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
  delete require.cache[bundle];
  let extension;
  try {
    extension = require(bundle);
  } finally {
    Module._load = load;
  }
  const context = { subscriptions: [], extensionUri: vscode.Uri.file(ROOT) };
  await extension.activate(context);
  const stop = async () => {
    for (const one of context.subscriptions.reverse()) {
      await one.dispose();
    }
  };
  return { vscode, seen, stop };
}

/** Waits until something is so. */
export async function until(holds, what) {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = holds();
    if (found) {
      return found;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${what} did not happen within 30 seconds`);
}
