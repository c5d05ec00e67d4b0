// What the extension and the page of a case tell each other, and what both know of them.

/** A value and its title. */
export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** A value of the case; `choices` only of kind `choice`. */
export interface Field {
  readonly form: "field";
  readonly key: string;
  readonly title: string;
  readonly kind: string;
  readonly choices?: readonly Choice[];
  readonly default?: string | number | boolean;
  readonly needed?: boolean;
  readonly limitless?: boolean;
  readonly rules?: readonly string[];
}

/** Entries of the case below a key; a `list` has several of such groups. */
export interface Group {
  readonly form: "group" | "list";
  readonly key: string;
  readonly title: string;
  readonly of: readonly Entry[];
}

export type Entry = Field | Group;

/** The form as `polc.caseForm` tells it. */
export interface Form extends Group {
  readonly policy: string;
  readonly language: "en" | "zh";
  /** The first year of the policy, where it is known: examples are of it. */
  readonly year?: number;
}

/** Why a case, or a part of it, is not settled; `path` is that of the field, `claims[0].date`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly clauses: readonly string[];
}

/** What came of a case: problems, or a notice as HTML; `open` is what could not be told. */
export type Outcome =
  | { readonly refused: readonly Problem[] }
  | { readonly notice: string; readonly open: readonly Problem[] }
  | { readonly failed: string };

/** The text of a case as `polc.readCase` tells it. */
export type ReadCase = { readonly case: unknown } | { readonly failed: string };

/** To the page: a form, null where the policy has mistakes; a case; what came of one. */
export type ToPage =
  | { readonly form: Form | null }
  | { readonly opened: unknown }
  | { readonly outcome: Outcome };

/** From the page. */
export type FromPage =
  | { readonly ask: "form" | "open" }
  | { readonly ask: "settle" | "save"; readonly case: string };
