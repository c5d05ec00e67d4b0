// A stand-in for the module `vscode`, for running the extension without VS Code: documents, settings,
// diagnostics, tests and panels as plain objects that a test looks at. What it does not know by name
// is a class, an enumeration or a registration that does nothing.

const { pathToFileURL, fileURLToPath } = require("node:url");
const path = require("node:path");
const { readFile } = require("node:fs/promises");

class Disposable {
  constructor(dispose = () => undefined) {
    this.dispose = dispose;
  }
  static from(...all) {
    return new Disposable(() => all.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const bound = (...given) => listener.call(self, ...given);
      this.listeners.add(bound);
      return new Disposable(() => this.listeners.delete(bound));
    };
  }
  fire(...given) {
    [...this.listeners].forEach((listener) => listener(...given));
  }
  dispose() {
    this.listeners.clear();
  }
}

class Uri {
  constructor(href) {
    this.href = href;
    this.scheme = href.slice(0, href.indexOf(":"));
    this.fsPath = this.scheme === "file" ? fileURLToPath(href) : href;
    this.path = this.fsPath;
  }
  static parse(href) {
    return new Uri(href);
  }
  static file(name) {
    return new Uri(pathToFileURL(name).href);
  }
  static joinPath(uri, ...parts) {
    return Uri.file(path.join(uri.fsPath, ...parts));
  }
  toString() {
    return this.href;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(start, end, endLine, endCharacter) {
    this.start = typeof start === "number" ? new Position(start, end) : start;
    this.end = typeof start === "number" ? new Position(endLine, endCharacter) : end;
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}
class Location {
  constructor(uri, range) {
    Object.assign(this, { uri, range });
  }
}
class TestMessage {
  constructor(message) {
    this.message = message;
  }
  static diff(message, expectedOutput, actualOutput) {
    return Object.assign(new TestMessage(message), { expectedOutput, actualOutput });
  }
}
class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value === "" ? part : `${this.value}.${part}`);
  }
}
CodeActionKind.Empty = new CodeActionKind("");
CodeActionKind.QuickFix = new CodeActionKind("quickfix");
CodeActionKind.Source = new CodeActionKind("source");
CodeActionKind.SourceFixAll = new CodeActionKind("source.fixAll");

class CancellationTokenSource {
  constructor() {
    this.token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
  }
  cancel() {}
  dispose() {}
}
class TestItemCollection {
  constructor(parent) {
    this.items = new Map();
    this.parent = parent;
  }
  get(id) {
    return this.items.get(id);
  }
  add(item) {
    item.parent = this.parent;
    this.items.set(item.id, item);
  }
  delete(id) {
    this.items.delete(id);
  }
  replace(items) {
    this.items.clear();
    items.forEach((item) => this.add(item));
  }
  get size() {
    return this.items.size;
  }
  forEach(visit) {
    this.items.forEach((item) => visit(item));
  }
  [Symbol.iterator]() {
    return this.items.entries();
  }
}

/** A class of this name, whose constants are numbers. */
function anything(name) {
  const numbers = new Map();
  const made = { [name]: class {} }[name];
  return new Proxy(made, {
    get(target, key) {
      if (typeof key === "symbol" || key in target) {
        return target[key];
      }
      if (!numbers.has(key)) {
        numbers.set(key, numbers.size);
      }
      return numbers.get(key);
    },
  });
}

/** An object of the API: what it does not have is an event or a registration. */
function api(known) {
  const events = new Map();
  return new Proxy(known, {
    get(target, key) {
      if (typeof key === "symbol" || key in target) {
        return target[key];
      }
      if (key.startsWith("on")) {
        if (!events.has(key)) {
          events.set(key, new EventEmitter());
        }
        return events.get(key).event;
      }
      return () => new Disposable();
    },
    has: () => true,
  });
}

/** A new VS Code: the module, and beside it what a test sees and does (`seen`). */
function standIn({ settings = {}, language = "en", words = {} } = {}) {
  const opened = new EventEmitter();
  const changed = new EventEmitter();
  const seen = {
    diagnostics: new Map(),
    published: new EventEmitter(),
    commands: new Map(),
    errors: [],
    controllers: [],
    profiles: [],
    runs: [],
    panels: [],
    /** The files that whoever is asked chooses. */
    chosen: undefined,
    uriOf: (name) => Uri.file(name),
    /** Opens a document as an editor does. */
    open(name, text) {
      const document = {
        uri: Uri.file(name),
        fileName: name,
        languageId: "pol",
        version: 1,
        isDirty: false,
        isClosed: false,
        getText: () => text,
        save: async () => true,
      };
      workspace.textDocuments.push(document);
      window.activeTextEditor = { document };
      opened.fire(document);
      return document;
    },
  };
  const workspace = {
    textDocuments: [],
    workspaceFolders: undefined,
    notebookDocuments: [],
    isTrusted: true,
    onDidOpenTextDocument: opened.event,
    onDidChangeTextDocument: changed.event,
    getConfiguration: (section) => ({
      get: (key, otherwise) => settings[section ? `${section}.${key}` : key] ?? otherwise,
      has: () => false,
      inspect: () => undefined,
    }),
    asRelativePath: (uri) => path.basename(uri.fsPath),
    findFiles: async () => [],
    openTextDocument: async (uri) =>
      workspace.textDocuments.find((one) => one.uri.toString() === uri.toString()),
    createFileSystemWatcher: () => api({ dispose: () => undefined }),
    applyEdit: async () => true,
    fs: { readFile: (uri) => readFile(uri.fsPath) },
  };
  const window = {
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: api({ all: [] }),
    createOutputChannel: () => api({ name: "polc" }),
    showErrorMessage: async (message, ...buttons) => void seen.errors.push({ message, buttons }),
    showInformationMessage: async () => undefined,
    showOpenDialog: async () => seen.chosen,
    showWarningMessage: async (message) => void seen.errors.push({ message }),
    createWebviewPanel(kind, title) {
      const received = new EventEmitter();
      const closed = new EventEmitter();
      const sent = [];
      const answered = new EventEmitter();
      const panel = {
        title,
        onDidDispose: closed.event,
        reveal: () => undefined,
        dispose: () => closed.fire(),
        webview: {
          html: "",
          cspSource: "vscode-resource:",
          asWebviewUri: (uri) => uri,
          onDidReceiveMessage: received.event,
          async postMessage(message) {
            sent.push(message);
            answered.fire(message);
            return true;
          },
        },
        /** Says what the page says, and waits for the answer. */
        say: (message) =>
          new Promise((done) => {
            const listening = answered.event((answer) => {
              listening.dispose();
              done(answer);
            });
            received.fire(message);
          }),
        sent,
      };
      seen.panels.push(panel);
      return panel;
    },
  };
  const languages = {
    match: (selector, document) =>
      [selector].flat().some((one) => one.language === document.languageId) ? 10 : 0,
    createDiagnosticCollection: () =>
      api({
        set(uri, found) {
          seen.diagnostics.set(uri.toString(), found ?? []);
          seen.published.fire(uri.toString());
        },
        delete: (uri) => seen.diagnostics.delete(uri.toString()),
        has: (uri) => seen.diagnostics.has(uri.toString()),
        get: (uri) => seen.diagnostics.get(uri.toString()),
        clear: () => seen.diagnostics.clear(),
      }),
  };
  const commands = {
    registerCommand(name, run) {
      seen.commands.set(name, run);
      return new Disposable(() => seen.commands.delete(name));
    },
    executeCommand: async (name, ...given) => seen.commands.get(name)?.(...given),
  };
  const tests = {
    createTestController(id, label) {
      const controller = {
        id,
        label,
        items: new TestItemCollection(undefined),
        createTestItem(id, label, uri) {
          const item = { id, label, uri };
          item.children = new TestItemCollection(item);
          return item;
        },
        createRunProfile(label, kind, run) {
          seen.profiles.push({ label, run });
          return new Disposable();
        },
        createTestRun() {
          const ran = { results: new Map(), ended: false };
          seen.runs.push(ran);
          return {
            started: (item) => ran.results.set(item.label, { state: "started" }),
            passed: (item) => ran.results.set(item.label, { state: "passed" }),
            failed: (item, messages) =>
              ran.results.set(item.label, { state: "failed", messages }),
            errored: (item, message) =>
              ran.results.set(item.label, { state: "errored", messages: [message] }),
            end: () => {
              ran.ended = true;
            },
          };
        },
        dispose: () => undefined,
      };
      seen.controllers.push(controller);
      return controller;
    },
  };
  const t = (sentence, ...given) =>
    (words[sentence] ?? sentence).replace(/\{(\d+)\}/g, (_, place) => given[Number(place)]);
  const known = {
    __esModule: true,
    version: "1.91.0",
    ViewColumn: { Beside: -2 },
    TestRunProfileKind: { Run: 1 },
    Disposable,
    EventEmitter,
    Uri,
    Position,
    Range,
    Diagnostic,
    Location,
    TestMessage,
    CodeActionKind,
    CancellationTokenSource,
    workspace: api(workspace),
    window: api(window),
    languages: api(languages),
    commands: api(commands),
    tests,
    l10n: { t },
    env: { language, appName: "stand-in", uriScheme: "stand-in" },
    extensions: api({ all: [], getExtension: () => undefined }),
  };
  const made = new Map();
  const vscode = new Proxy(known, {
    get(target, key) {
      if (typeof key === "symbol" || key in target) {
        return target[key];
      }
      if (/^[A-Z]/.test(key) && !made.has(key)) {
        made.set(key, anything(key));
      }
      return made.get(key);
    },
  });
  return { vscode, seen };
}

module.exports = { standIn };
