// What the page, its worker and polc tell each other.

import type { Group, Problem } from "../../vscode/src/messages";

export type Language = "en" | "zh";

export interface ToWorker {
  readonly id: number;
  readonly request: string;
}

export type FromWorker =
  | { readonly ready: true; readonly style: string }
  | { readonly failed: string }
  | { readonly id: number; readonly answer: string };

/** A place in a text: a line from 0, and in it UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Stretch {
  readonly from: Place;
  readonly to: Place;
}

export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (Stretch & { readonly text: string })[];
}

export interface Diagnostic extends Stretch {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly help: string;
  readonly file: string;
  readonly fixes: readonly Fix[];
}

/** What polc answers, by the operation that is asked. */
export interface Answers {
  policies: { readonly policies: readonly { readonly name: string; readonly text: string }[] };
  check: { readonly ok: boolean; readonly diagnostics: readonly Diagnostic[] };
  format: { readonly text: string };
  inputs: { readonly policy: string; readonly title: string; readonly form: Group };
  settle: {
    readonly settlement: object | null;
    readonly notice_html?: string;
    readonly refused: readonly Problem[];
  };
  readings: Readings;
}

/** A question of the policy that the case comes to: what was chosen, what other answers change. */
export interface Question {
  readonly reading: string;
  readonly title: string;
  readonly choice: string;
  readonly choice_title: string;
  readonly matters: boolean;
  readonly answers: readonly {
    readonly choice: string;
    readonly title: string;
    /** By how many yuan more or less is paid to the person. */
    readonly payments: string | null;
    readonly refused: readonly Problem[];
  }[];
}

export interface Readings {
  readonly refused: readonly Problem[];
  readonly complete?: boolean;
  readonly questions?: readonly Question[];
}

/** Why a request has no answer. */
export interface Trouble {
  readonly problem: { readonly code: string; readonly title: string; readonly detail: string };
}
