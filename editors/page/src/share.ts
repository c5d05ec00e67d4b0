// What is on the page as the fragment of its address, which a browser sends to nobody.

import type { Case } from "../../vscode/src/webview/caseObject";

/** Characters of an address that programs pass on whole. */
const LONGEST = 30_000;
/** Bytes that a fragment may come to when it is opened. */
const MOST = 400_000;

export interface Shared {
  readonly text: string;
  readonly case: Case;
  /** The files that the policy uses, where there are any. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The fragment; null where it would be too long to be passed on. */
export async function fragmentOf(shared: Shared): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const binary = Array.from(new Uint8Array(await new Response(packed).arrayBuffer()), (byte) =>
    String.fromCharCode(byte),
  ).join("");
  const written = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return written.length > LONGEST ? null : `#${written}`;
}

/** What a fragment holds; null where it is none of ours. */
export async function openFragment(fragment: string): Promise<Shared | null> {
  try {
    const binary = atob(fragment.slice(1).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const found: unknown = JSON.parse(await readAtMost(stream, MOST));
    return isShared(found) ? found : null;
  } catch {
    return null;
  }
}

async function readAtMost(stream: ReadableStream<Uint8Array>, most: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = stream.getReader();
  let text = "";
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return text + decoder.decode();
    }
    read += value.length;
    if (read > most) {
      throw new Error("too long");
    }
    text += decoder.decode(value, { stream: true });
  }
}

function isShared(found: unknown): found is Shared {
  return (
    isObject(found) &&
    typeof found["text"] === "string" &&
    isObject(found["case"]) &&
    (found["files"] === undefined || isTexts(found["files"]))
  );
}

function isTexts(found: unknown): boolean {
  return isObject(found) && Object.values(found).every((text) => typeof text === "string");
}

function isObject(found: unknown): found is Record<string, unknown> {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}
