// What VS Code calls: the language client, the tests of the examples, the form for a case.

import * as vscode from "vscode";

import { Server } from "./client";

/** Starts all; VS Code disposes of it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new Server();
  context.subscriptions.push(
    server,
    vscode.commands.registerCommand("polc.restartServer", () => server.restart()),
    vscode.workspace.onDidChangeConfiguration(async (changed) => {
      if (changed.affectsConfiguration("polc")) {
        await server.restart();
      }
    }),
  );
  await server.start();
}
