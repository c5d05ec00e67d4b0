// How `polc` is started: the command and the language of what it says.

/** What the settings say. */
export interface Settings {
  /** The command, by name or by path. */
  readonly path: string;
  /** `auto`, `en` or `zh`. */
  readonly language: string;
}

/** The option that sets the language; none where each file's own counts. */
export function languageOption(settings: Settings, display: string): string[] {
  if (settings.language === "en" || settings.language === "zh") {
    return ["--language", settings.language];
  }
  return display.toLowerCase().startsWith("zh") ? ["--language", "zh"] : [];
}

/** The arguments of the language server. */
export function serverArguments(settings: Settings, display: string): string[] {
  return ["lsp", ...languageOption(settings, display)];
}
