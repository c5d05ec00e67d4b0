// The form of a case beside its policy, and what settling it comes to.

import { randomBytes } from "node:crypto";

import * as vscode from "vscode";

import { LANGUAGE, settings, type Server } from "./client";
import type { Form, FromPage, ReadCase, ToPage } from "./messages";
import { settle } from "./settle";

const PAUSE = 600;

/** Opens forms: one for each policy. */
export class CaseForms implements vscode.Disposable {
  private readonly open = new Map<string, CaseForm>();

  constructor(
    private readonly server: Server,
    private readonly extension: vscode.Uri,
  ) {}

  /** Shows the form of a policy, by default that of the active editor. */
  async show(uri?: vscode.Uri): Promise<void> {
    const document =
      uri === undefined
        ? vscode.window.activeTextEditor?.document
        : await vscode.workspace.openTextDocument(uri);
    if (document?.languageId !== LANGUAGE) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("Open a policy first: the form is made from what it asks for."),
      );
      return;
    }
    const key = document.uri.toString();
    const known = this.open.get(key);
    if (known !== undefined) {
      known.panel.reveal();
      return;
    }
    const made = new CaseForm(this.server, this.extension, document);
    this.open.set(key, made);
    made.panel.onDidDispose(() => this.open.delete(key));
  }

  dispose(): void {
    this.open.forEach((form) => form.panel.dispose());
  }
}

/** One form, as long as its panel is there. */
class CaseForm {
  readonly panel: vscode.WebviewPanel;
  private form: Form | null = null;
  private waiting: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Server,
    extension: vscode.Uri,
    private readonly document: vscode.TextDocument,
  ) {
    const name = vscode.workspace.asRelativePath(document.uri);
    this.panel = vscode.window.createWebviewPanel(
      "polc.case",
      vscode.l10n.t("Case: {0}", name),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [extension] },
    );
    const { webview } = this.panel;
    const watching = [
      webview.onDidReceiveMessage((asked: FromPage) => void this.answer(asked)),
      vscode.workspace.onDidChangeTextDocument((changed) => {
        if (changed.document.uri.toString() === document.uri.toString()) {
          clearTimeout(this.waiting);
          this.waiting = setTimeout(() => void this.sendForm(), PAUSE);
        }
      }),
    ];
    this.panel.onDidDispose(() => {
      clearTimeout(this.waiting);
      watching.forEach((one) => one.dispose());
    });
    webview.html = pageOf(webview, extension);
  }

  private async answer(asked: FromPage): Promise<void> {
    switch (asked.ask) {
      case "form":
        await this.sendForm();
        break;
      case "open":
        await this.openCase();
        break;
      case "save":
        await this.saveCase(asked.case);
        break;
      case "settle":
        await this.settle(asked.case);
        break;
    }
  }

  private send(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  /** The form of the policy as it is now; a page that shows it already is left alone. */
  private async sendForm(): Promise<void> {
    const before = JSON.stringify(this.form);
    try {
      this.form = await this.server.ask<Form | null>("polc.caseForm", this.document.uri.toString());
    } catch (mistake) {
      this.send({ outcome: { failed: mistake instanceof Error ? mistake.message : `${mistake}` } });
      return;
    }
    if (before === "null" || before !== JSON.stringify(this.form)) {
      this.send({ form: this.form });
    }
  }

  /** Settles under the policy as it stands in its file: what is not saved is saved first. */
  private async settle(caseText: string): Promise<void> {
    const { document } = this;
    if (document.uri.scheme !== "file" || (document.isDirty && !(await document.save()))) {
      const failed = vscode.l10n.t("The policy must be saved as a file before cases are settled.");
      this.send({ outcome: { failed } });
      return;
    }
    const language = this.form === null ? [] : ["--language", this.form.language];
    const outcome = await settle(settings().path, document.uri.fsPath, caseText, language);
    this.send({ outcome });
  }

  private async openCase(): Promise<void> {
    const chosen = await vscode.window.showOpenDialog({ filters: { JSON: ["json"] } });
    if (chosen?.[0] === undefined) {
      return;
    }
    try {
      // polc reads it: JavaScript would keep one of two like keys, and round long numbers.
      const bytes = await vscode.workspace.fs.readFile(chosen[0]);
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      const read = await this.server.ask<ReadCase>(
        "polc.readCase",
        this.document.uri.toString(),
        text,
      );
      this.send("failed" in read ? { outcome: read } : { opened: read.case });
    } catch (mistake) {
      this.send({ outcome: { failed: mistake instanceof Error ? mistake.message : `${mistake}` } });
    }
  }

  private async saveCase(caseText: string): Promise<void> {
    const chosen = await vscode.window.showSaveDialog({ filters: { JSON: ["json"] } });
    if (chosen !== undefined) {
      await vscode.workspace.fs.writeFile(chosen, new TextEncoder().encode(`${caseText}\n`));
    }
  }
}

/** The page around the form; only its own script runs, and nothing is fetched. */
function pageOf(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString("hex");
  const part = (...path: string[]): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${part("media", "case.css")}">
</head>
<body>
<script nonce="${nonce}" src="${part("out", "page.js")}"></script>
</body>
</html>`;
}
