// Settles a case by the command `polc settle`: what stands in its way, or the notice of it.

import { spawn } from "node:child_process";

import type { Outcome } from "./messages";
import { openOf, type Undetermined } from "./openFields";

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

interface Answer extends Undetermined {
  readonly refused?: readonly { path: string; message: string; clauses?: readonly string[] }[];
}

const MOST = 64 * 1024 * 1024;

/** Settles `caseText` under the policy of a file. */
export async function settle(
  command: string,
  policy: string,
  caseText: string,
  language: readonly string[],
): Promise<Outcome> {
  const given = ["settle", policy, "-", ...language, "--format"];
  const settled = await run(command, [...given, "json"], caseText);
  const answer = parse(settled.out);
  if (answer === undefined) {
    return { failed: settled.err.trim() || settled.out.trim() || `status ${settled.code}` };
  }
  if (answer.refused !== undefined) {
    const refused = answer.refused.map(({ path, message, clauses }) => ({
      path,
      message,
      clauses: clauses ?? [],
    }));
    return { refused };
  }
  const shown = await run(command, [...given, "html"], caseText);
  if (shown.code !== 0) {
    return { failed: shown.err.trim() || `status ${shown.code}` };
  }
  return { notice: shown.out, open: openOf(answer) };
}

function parse(text: string): Answer | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? (found as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** Runs a command without a shell; its input is `text`. */
function run(command: string, given: readonly string[], text: string): Promise<Ran> {
  return new Promise((done) => {
    const env = { ...process.env, PYTHONUTF8: "1" };
    const child = spawn(command, given, { env, windowsHide: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (piece: Buffer) => {
      size += piece.length;
      if (size > MOST) {
        child.kill();
      } else {
        out.push(piece);
      }
    });
    child.stderr.on("data", (piece: Buffer) => err.push(piece));
    child.on("error", (mistake) => done({ code: null, out: "", err: mistake.message }));
    child.on("close", (code) =>
      done({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
    child.stdin.on("error", () => undefined);
    child.stdin.end(text);
  });
}
