// Texts as files of whoever uses the page: opened from a disk, saved to one.

/** Bytes of a file that is opened: polc takes no longer text. */
const MOST = 200_000;

/** The text of a file; null where it is longer than polc takes, or no text. */
export async function readText(file: File): Promise<string | null> {
  if (file.size > MOST) {
    return null;
  }
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return decoder.decode(await file.arrayBuffer()).replaceAll("\r\n", "\n");
  } catch {
    return null;
  }
}

/** Has the browser save a text under a name. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
