// A first draft of a policy, as `polc new` writes it.

import english from "../../../polc/cli/files/starters/en.pol";
import chinese from "../../../polc/cli/files/starters/zh.pol";
import type { Language, Opened } from "./messages";

/** What a text is called that came without a name. */
export const MAIN = "policy.pol";

/** The draft, without what it says of a terminal. */
export function starterIn(language: Language): Opened {
  const draft = language === "zh" ? chinese : english;
  return { name: MAIN, text: draft.replaceAll(/^#( +polc .*)?\n/gm, ""), files: {} };
}
