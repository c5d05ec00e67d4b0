// The policy's text in an editor: mistakes where they stand, fixes that are applied by a click.

import { indentWithTab } from "@codemirror/commands";
import { setDiagnostics, type Diagnostic as Shown } from "@codemirror/lint";
import { EditorState, type Text } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap } from "@codemirror/view";
import { basicSetup } from "codemirror";

import type { Diagnostic, Fix, Note, Place } from "./messages";
import { noteElement } from "./wordNote";

export class Editor {
  readonly view: EditorView;

  constructor(label: string, changed: () => void, noteAt: (place: Place) => Promise<Note | null>) {
    this.view = new EditorView({
      state: EditorState.create({
        extensions: [
          basicSetup,
          keymap.of([indentWithTab]),
          hoverTooltip(async (view, at) => {
            const { doc } = view.state;
            const note = await noteAt(placeOf(doc, at));
            if (note === null || view.state.doc !== doc) {
              return null;
            }
            const [pos, end] = [offsetOf(doc, note.from), offsetOf(doc, note.to)];
            return { pos, end, above: true, create: () => ({ dom: noteElement(note) }) };
          }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              changed();
            }
          }),
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  set text(text: string) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Underlines the mistakes of this text. */
  tell(found: readonly Diagnostic[]): void {
    const { doc } = this.view.state;
    const shown = found.map(
      (one): Shown => ({
        from: offsetOf(doc, one.from),
        to: offsetOf(doc, one.to),
        severity: one.severity === "error" ? "error" : "warning",
        source: one.code,
        message: `${one.message}\n${one.help}`,
        actions: one.fixes.map((fix) => ({ name: fix.title, apply: () => this.apply(fix) })),
      }),
    );
    this.view.dispatch(setDiagnostics(this.view.state, shown));
  }

  apply(fix: Fix): void {
    const { doc } = this.view.state;
    const changes = fix.edits.map(({ from, to, text }) => ({
      from: offsetOf(doc, from),
      to: offsetOf(doc, to),
      insert: text,
    }));
    this.view.dispatch({ changes });
    this.view.focus();
  }

  /** Where the cursor is. */
  get place(): Place {
    const { doc, selection } = this.view.state;
    return placeOf(doc, selection.main.head);
  }

  /** Goes to a place of the text. */
  goTo(place: Place): void {
    const anchor = offsetOf(this.view.state.doc, place);
    this.view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.view.focus();
  }
}

function placeOf(doc: Text, at: number): Place {
  const line = doc.lineAt(at);
  return { line: line.number - 1, character: at - line.from };
}

function offsetOf(doc: Text, place: Place): number {
  const line = doc.line(Math.min(place.line + 1, doc.lines));
  return Math.min(line.from + place.character, line.to);
}
