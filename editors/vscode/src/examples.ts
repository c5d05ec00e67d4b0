// The examples of policies as tests of VS Code: a file for each policy, a test for each example.

import * as vscode from "vscode";

import { LANGUAGE, type Server } from "./client";

/** An example as `polc.listExamples` tells it; lines are counted from 1. */
interface Listed {
  readonly title: string;
  readonly line: number;
  readonly last: number;
}

/** What came of one, as `polc.tryExamples` tells it. */
interface Tried {
  readonly title: string;
  readonly line: number;
  readonly differences: readonly {
    readonly line: number;
    readonly expected: string;
    readonly got: string;
    readonly told: string;
  }[];
}

const PAUSE = 500;

/** Offers the examples of all policies of the folders, and of those that are open. */
export function offerExamples(server: Server): vscode.Disposable {
  const controller = vscode.tests.createTestController("polc", vscode.l10n.t("Policies"));
  const waiting = new Map<string, NodeJS.Timeout>();

  const listSoon = (document: vscode.TextDocument): void => {
    const key = document.uri.toString();
    if (document.languageId === LANGUAGE) {
      clearTimeout(waiting.get(key));
      waiting.set(
        key,
        setTimeout(() => void list(server, controller, fileOf(controller, document.uri)), PAUSE),
      );
    }
  };
  const remove = (uri: vscode.Uri): void => controller.items.delete(uri.toString());
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.pol");

  controller.resolveHandler = async (item) => {
    if (item !== undefined) {
      await list(server, controller, item);
      return;
    }
    for (const uri of await vscode.workspace.findFiles("**/*.pol")) {
      fileOf(controller, uri);
    }
  };
  controller.refreshHandler = async () => {
    controller.items.replace([]);
    await controller.resolveHandler?.(undefined);
  };
  controller.createRunProfile(
    vscode.l10n.t("Run"),
    vscode.TestRunProfileKind.Run,
    (request, cancelled) => run(server, controller, request, cancelled),
    true,
  );
  vscode.workspace.textDocuments.forEach(listSoon);
  return vscode.Disposable.from(
    controller,
    watcher,
    watcher.onDidCreate((uri) => void fileOf(controller, uri)),
    watcher.onDidDelete(remove),
    vscode.workspace.onDidOpenTextDocument(listSoon),
    vscode.workspace.onDidChangeTextDocument((changed) => listSoon(changed.document)),
    new vscode.Disposable(() => waiting.forEach((timer) => clearTimeout(timer))),
  );
}

/** The item of a policy. */
function fileOf(controller: vscode.TestController, uri: vscode.Uri): vscode.TestItem {
  const known = controller.items.get(uri.toString());
  if (known !== undefined) {
    return known;
  }
  const label = vscode.workspace.asRelativePath(uri);
  const made = controller.createTestItem(uri.toString(), label, uri);
  made.canResolveChildren = true;
  controller.items.add(made);
  return made;
}

/** Puts the examples that a policy has now below its item. */
async function list(
  server: Server,
  controller: vscode.TestController,
  file: vscode.TestItem,
): Promise<void> {
  if (file.uri === undefined) {
    return;
  }
  const { uri } = file;
  try {
    const found = await server.ask<Listed[]>("polc.listExamples", uri.toString());
    file.error = undefined;
    file.children.replace(
      found.map((example, place) => {
        const item = controller.createTestItem(`${uri.toString()}#${place}`, example.title, uri);
        item.range = new vscode.Range(example.line - 1, 0, example.last - 1, 0);
        item.sortText = String(place).padStart(6, "0");
        return item;
      }),
    );
  } catch (mistake) {
    file.error = mistake instanceof Error ? mistake.message : String(mistake);
  }
}

/** Runs what was asked for, policy by policy. */
async function run(
  server: Server,
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  cancelled: vscode.CancellationToken,
): Promise<void> {
  const testRun = controller.createTestRun(request);
  const asked = new Map<vscode.TestItem, vscode.TestItem[]>();
  for (const item of request.include ?? itemsOf(controller.items)) {
    const file = item.parent ?? item;
    if (item === file) {
      await list(server, controller, file);
    }
    const chosen = item === file ? itemsOf(file.children) : [item];
    const left = chosen.filter((one) => !request.exclude?.includes(one));
    if (!request.exclude?.includes(file)) {
      asked.set(file, [...(asked.get(file) ?? []), ...left]);
    }
  }
  for (const [file, items] of asked) {
    if (!cancelled.isCancellationRequested) {
      await runFile(server, testRun, file, items);
    }
  }
  testRun.end();
}

async function runFile(
  server: Server,
  testRun: vscode.TestRun,
  file: vscode.TestItem,
  items: readonly vscode.TestItem[],
): Promise<void> {
  const { uri } = file;
  if (uri === undefined || items.length === 0) {
    return;
  }
  items.forEach((item) => testRun.started(item));
  const lines = items.map(lineOf);
  const fail = (why: string): void =>
    items.forEach((item) => testRun.errored(item, new vscode.TestMessage(why)));
  try {
    const found = await server.ask<Tried[] | null>("polc.tryExamples", uri.toString(), lines);
    if (found === null) {
      fail(vscode.l10n.t("The policy has mistakes: see Problems."));
      return;
    }
    for (const item of items) {
      tell(testRun, uri, item, found.find((one) => one.line === lineOf(item)));
    }
  } catch (mistake) {
    fail(mistake instanceof Error ? mistake.message : String(mistake));
  }
}

function tell(
  testRun: vscode.TestRun,
  uri: vscode.Uri,
  item: vscode.TestItem,
  tried: Tried | undefined,
): void {
  if (tried === undefined) {
    testRun.errored(
      item,
      new vscode.TestMessage(vscode.l10n.t("The example is no longer there: run it again.")),
    );
  } else if (tried.differences.length === 0) {
    testRun.passed(item);
  } else {
    const messages = tried.differences.map((differing) => {
      const message = vscode.TestMessage.diff(differing.told, differing.expected, differing.got);
      message.location = new vscode.Location(uri, new vscode.Position(differing.line - 1, 0));
      return message;
    });
    testRun.failed(item, messages);
  }
}

function lineOf(item: vscode.TestItem): number {
  return (item.range?.start.line ?? -1) + 1;
}

function itemsOf(collection: vscode.TestItemCollection): vscode.TestItem[] {
  return [...collection].map(([, item]) => item);
}
