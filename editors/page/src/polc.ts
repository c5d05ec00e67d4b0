// polc, asked from the page: one worker, which is ended and begun again where it takes too long.

import type { Answers, FromWorker, Language, Start, ToWorker, Trouble } from "./messages";

/** Milliseconds after which an answer is no longer waited for. */
const LONGEST = 30_000;

/** A worker that is made of a text of the page is bound by the page's security policy; one that is
 * fetched would be bound by what a file server says of it, which is nothing. */
const WORKER = URL.createObjectURL(
  new Blob([`import ${JSON.stringify(new URL("worker.js", document.baseURI).href)};`], {
    type: "text/javascript",
  }),
);

/** An answer that will not come: it was stopped, by hand or by the time. */
export class Stopped extends Error {}

/** What polc says in place of an answer. */
export class Refused extends Error {}

interface Waiting {
  readonly resolve: (answer: string) => void;
  readonly reject: (why: Error) => void;
}

export class Polc {
  private worker!: Worker;
  private ready!: Promise<Start>;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private stopIt: (why: Error) => void = () => undefined;

  constructor(private readonly busy: (working: boolean) => void) {
    this.begin();
  }

  /** What the page begins with, once polc is there. Rejects where it does not start. */
  begun(): Promise<Start> {
    return this.ready;
  }

  /** Asks; rejects with `Refused`, or with `Stopped`. */
  async ask<Name extends keyof Answers>(
    operation: Name,
    language: Language,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<Answers[Name]> {
    await this.ready;
    const id = (this.last += 1);
    const request = JSON.stringify({ operation, language, ...more });
    const answer = new Promise<string>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
    });
    const tooLong = setTimeout(() => this.stop(), LONGEST);
    this.busy(true);
    this.worker.postMessage({ id, request } satisfies ToWorker);
    try {
      const told = JSON.parse(await answer) as Answers[Name] | Trouble;
      if ("problem" in told) {
        throw new Refused(`${told.problem.title}: ${told.problem.detail}`);
      }
      return told;
    } finally {
      clearTimeout(tooLong);
      this.waiting.delete(id);
      this.busy(this.waiting.size > 0);
    }
  }

  /** Ends what is being worked out, whatever it is, and begins anew. */
  stop(): void {
    this.worker.terminate();
    const stopped = new Stopped();
    this.stopIt(stopped);
    this.waiting.forEach(({ reject }) => reject(stopped));
    this.begin();
  }

  private begin(): void {
    this.worker = new Worker(WORKER, { type: "module" });
    this.ready = new Promise((resolve, reject) => {
      this.stopIt = reject;
      this.worker.onerror = ({ message }) => reject(new Error(message));
      this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if ("ready" in data) {
          resolve(data.ready);
        } else if ("failed" in data) {
          reject(new Error(data.failed));
        } else if ("lost" in data) {
          this.waiting.get(data.id)?.reject(new Error(data.lost));
        } else {
          this.waiting.get(data.id)?.resolve(data.answer);
        }
      };
    });
    this.ready.catch(() => undefined); // told to whoever asks
  }
}
