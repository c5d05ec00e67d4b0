// What the page, its worker and polc tell each other.

import type { openOf } from "../../vscode/src/openFields";
import type { Group, Problem } from "../../vscode/src/messages";

export type Language = "en" | "zh";

export interface ToWorker {
  readonly id: number;
  readonly request: string;
}

export type FromWorker =
  | { readonly ready: Start }
  | { readonly failed: string }
  | { readonly id: number; readonly answer: string }
  | { readonly id: number; readonly lost: string };

/** What the page begins with: the style of what polc writes as HTML; the language and the policy
 * with which `polc page` was called. */
export interface Start {
  readonly style: string;
  readonly language: Language | null;
  readonly opened: Opened | null;
}

/** A policy: its file's name, its text, the texts of the files that it uses by their names. */
export interface Opened {
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
}

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
  hover: { readonly note: Note | null };
  format: { readonly text: string };
  inputs: { readonly policy: string; readonly title: string; readonly form: Group };
  settle: {
    readonly settlement: Parameters<typeof openOf>[0] | null;
    readonly notice_html?: string;
    readonly refused: readonly Problem[];
  };
  readings: Readings;
  identities: Identities;
  curve: { readonly curve_html?: string; readonly refused: readonly Problem[] };
  sheet: { readonly sheet_html?: string; readonly refused: readonly Problem[] };
}

/** What is told of a word: its title, what it is, how it is written otherwise. */
export interface Note extends Stretch {
  readonly title: string;
  readonly kind: string;
  readonly name: string;
  readonly texts: readonly string[];
}

interface Titled {
  readonly id: string;
  readonly title: string;
}

/** A case settled under each identity; `held` is null for the case as it is. */
export interface Identities {
  readonly refused: readonly Problem[];
  readonly benefits: readonly Titled[];
  readonly identities: readonly Titled[];
  readonly rows: readonly {
    readonly held: readonly string[] | null;
    readonly benefits: Readonly<Record<string, string>>;
    readonly remaining: string | null;
    readonly refused: readonly Problem[];
  }[];
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
