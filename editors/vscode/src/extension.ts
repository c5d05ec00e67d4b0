// What VS Code calls: the language client, the tests of the examples, the form for a case.

import * as vscode from "vscode";

import { CaseForms } from "./caseForm";
import { Server } from "./client";
import { offerExamples } from "./examples";

/** Starts all; VS Code disposes of it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new Server();
  const forms = new CaseForms(server, context.extensionUri);
  context.subscriptions.push(
    server,
    forms,
    vscode.commands.registerCommand("polc.openCase", (uri?: vscode.Uri) => forms.show(uri)),
    vscode.commands.registerCommand("polc.restartServer", () => server.restart()),
    vscode.workspace.onDidChangeConfiguration(async (changed) => {
      if (changed.affectsConfiguration("polc")) {
        await server.restart();
      }
    }),
  );
  await server.start();
  context.subscriptions.push(offerExamples(server));
}
