// The language client: it starts `polc lsp`, and again when the settings say something else.

import * as vscode from "vscode";
import { LanguageClient, type Executable } from "vscode-languageclient/node";

import { serverArguments, type Settings } from "./server";

export const LANGUAGE = "pol";

/** The settings as they are now. */
export function settings(): Settings {
  const section = vscode.workspace.getConfiguration("polc");
  return {
    path: section.get<string>("path", "polc").trim() || "polc",
    language: section.get<string>("language", "auto"),
  };
}

/** The server and who talks to it. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;

  /** Starts the server; that it cannot be started is told with what to do. */
  async start(): Promise<void> {
    const now = settings();
    const run: Executable = {
      command: now.path,
      args: serverArguments(now, vscode.env.language),
      options: { env: { ...process.env, PYTHONUTF8: "1" } },
    };
    const client = new LanguageClient("polc", "polc", run, {
      documentSelector: [{ language: LANGUAGE }],
    });
    this.client = client;
    try {
      await client.start();
    } catch (mistake) {
      this.client = undefined;
      await client.dispose().catch(() => undefined);
      void this.tellNotStarted(now.path, mistake);
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What a command of the server answers; refused where no server runs. */
  async ask<Answer>(command: string, ...given: unknown[]): Promise<Answer> {
    if (this.client === undefined) {
      throw new Error(vscode.l10n.t("polc's language server is not running"));
    }
    return this.client.sendRequest("workspace/executeCommand", { command, arguments: given });
  }

  dispose(): void {
    void this.stop();
  }

  private async tellNotStarted(path: string, mistake: unknown): Promise<void> {
    const settingsButton = vscode.l10n.t("Open Settings");
    const why = mistake instanceof Error ? mistake.message : String(mistake);
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t(
        "polc's language server could not be started with `{0}`: {1}. Install it with `pip install 'polc[lsp]'`, or set `polc.path`.",
        path,
        why,
      ),
      settingsButton,
    );
    if (chosen === settingsButton) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "polc.path");
    }
  }
}
