// What a settlement could not tell, at the fields that the case lacks.

import type { Problem } from "./messages";

/** Of a settlement as JSON the part that says what stays open. */
export interface Undetermined {
  readonly undetermined?: readonly {
    readonly output: string;
    readonly missing: string;
    readonly clauses?: readonly string[];
  }[];
}

/** The outputs by the fields that are missing: `field claim.total`, `parameter premium`. */
export function openOf(settled: Undetermined): Problem[] {
  return (settled.undetermined ?? []).map(({ output, missing, clauses }) => ({
    path: pathOf(missing, output),
    message: output,
    clauses: clauses ?? [],
  }));
}

function pathOf(missing: string, output: string): string {
  const [, what, name = ""] = /^(field |parameter |字段|参数)(\S+)$/.exec(missing) ?? [];
  if (what === "parameter " || what === "参数") {
    return `parameters.${name}`;
  }
  const claim = /^claims\[\d+\]/.exec(output)?.[0] ?? "claims[]";
  return name.startsWith("claim.") ? name.replace("claim", claim) : name;
}
