// Python in a worker of its own: polc answers here, and the page can stop it.

import type { FromWorker, ToWorker } from "./messages";

/** Pyodide as it stands beside the worker once the page is built. */
const PYODIDE = "./pyodide/pyodide.mjs";
const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

async function fetched(address: string): Promise<Response> {
  const found = await fetch(address);
  if (!found.ok) {
    throw new Error(`${address}: ${found.status}`);
  }
  return found;
}

async function start(): Promise<void> {
  const { loadPyodide } = (await import(PYODIDE)) as typeof import("pyodide");
  const python = await loadPyodide({ indexURL: "./pyodide/" });
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
  scope.postMessage({ ready: true, style });
}

start().catch((mistake: unknown) => scope.postMessage({ failed: String(mistake) }));
