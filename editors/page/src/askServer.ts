// polc at the other end of a connection: `polc page` answers what this worker is asked.

import type { FromWorker, Start, ToWorker } from "./messages";

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

async function fetched(name: string, how: RequestInit = {}): Promise<Response> {
  const found = await fetch(new URL(name, import.meta.url), how);
  if (!found.ok) {
    throw new Error(`${name}: ${found.status}`);
  }
  return found;
}

async function start(): Promise<void> {
  const started = (await (await fetched("start")).json()) as Start;
  scope.onmessage = ({ data: { id, request } }) => {
    fetched("answer", { method: "POST", body: request })
      .then((told) => told.text())
      .then((answer) => scope.postMessage({ id, answer }))
      .catch((mistake: unknown) => scope.postMessage({ id, lost: String(mistake) }));
  };
  scope.postMessage({ ready: started });
}

start().catch((mistake: unknown) => scope.postMessage({ failed: String(mistake) }));
