// Python in a worker of its own: polc answers here, and the page can stop it.

import type { FromWorker, ToWorker } from "./messages";

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

/** Where a file of the page stands: beside this one. */
const at = (name: string): string => new URL(name, import.meta.url).href;

async function fetched(name: string): Promise<Response> {
  const found = await fetch(at(name));
  if (!found.ok) {
    throw new Error(`${name}: ${found.status}`);
  }
  return found;
}

async function start(): Promise<void> {
  const { loadPyodide } = (await import(at("pyodide/pyodide.mjs"))) as typeof import("pyodide");
  const python = await loadPyodide({ indexURL: at("pyodide/") });
  const wheels = (await (await fetched("wheels.json")).json()) as string[];
  for (const wheel of wheels) {
    python.unpackArchive(await (await fetched(`wheels/${wheel}`)).arrayBuffer(), "wheel");
  }
  const answer = python.runPython("from polc.page.answer import answer\nanswer") as (
    request: string,
  ) => string;
  const style = python.runPython("from polc.markup.style import STYLE\nSTYLE") as string;
  scope.onmessage = ({ data }) => {
    scope.postMessage({ id: data.id, answer: answer(data.request) });
  };
  scope.postMessage({ ready: { style, language: null, opened: null } });
}

start().catch((mistake: unknown) => scope.postMessage({ failed: String(mistake) }));
