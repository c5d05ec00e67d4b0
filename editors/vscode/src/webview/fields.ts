// The form's fields: each says one value of the case, or, where it is blank, nothing.

import type { Choice, Entry, Field, Form, Group, Problem } from "../messages";
import { leastOf, put, takeOut, valueAt, written, type Case, type Path, type Value } from "./caseObject";
import { element } from "./element";
import type { Words } from "./words";

/** Groups that are open at first; the others are there for those who need them. */
const OPEN = new Set(["person", "claims", "household", "region", "identities"]);
/** What a value looks like, in a year. */
function examplesOf(year: number): Readonly<Record<string, string>> {
  return {
    money: "1234.56",
    rate: "60%",
    date: `${year}-03-01`,
    time: `${year}-03-01T09:30`,
    year: `${year}`,
  };
}

export class Fields {
  readonly root: HTMLElement;
  /** Where a field or a group stands, by its path, and where its problems are told. */
  private readonly places = new Map<string, { focus: HTMLElement; told: HTMLElement }>();
  private names = 0;
  private readonly examples: Readonly<Record<string, string>>;

  constructor(
    readonly form: Form,
    private readonly theCase: Case,
    private readonly words: Words,
    private readonly changed: () => void,
  ) {
    this.examples = examplesOf(form.year ?? 2024);
    this.root = element("div", { class: "group" }, ...this.entries(form, []));
  }

  /** Tells each problem at its field, and at a group what is of no field in it. */
  tell(problems: readonly Problem[], before: string): void {
    for (const { focus, told } of this.places.values()) {
      told.replaceChildren();
      focus.removeAttribute("aria-invalid");
    }
    for (const { path, message, clauses } of problems) {
      for (const place of this.placesOf(path)) {
        const cited = clauses.length > 0 ? ` (${clauses.join(", ")})` : "";
        place.told.append(element("p", {}, `${before} ${message}${cited}`.trim()));
        place.focus.setAttribute("aria-invalid", "true");
        open(place.focus);
      }
    }
  }

  /** Goes to a field, or to the group that it would be in. */
  focus(path: string): void {
    const [place] = this.placesOf(path);
    if (place !== undefined) {
      open(place.focus);
      place.focus.focus();
      place.focus.scrollIntoView({ block: "center" });
    }
  }

  /** The places of a path, `claims[].total` those of every claim. */
  private placesOf(path: string): { focus: HTMLElement; told: HTMLElement }[] {
    if (path.includes("[]")) {
      const [before, after] = path.split("[]", 2) as [string, string];
      return [...this.places]
        .filter(([known]) => known.startsWith(`${before}[`) && known.endsWith(`]${after}`))
        .map(([, place]) => place);
    }
    for (let rest = path; rest !== ""; rest = rest.replace(/(?:^|\.)[^.[]*$|\[[^\]]*\]$/, "")) {
      const place = this.places.get(rest);
      if (place !== undefined) {
        return [place];
      }
    }
    return [];
  }

  private entries(group: Group, path: Path): HTMLElement[] {
    return group.of.map((entry) => this.entry(entry, [...path, entry.key]));
  }

  private entry(entry: Entry, path: Path): HTMLElement {
    if (entry.form === "field") {
      return this.field(entry, path);
    }
    const told = element("div", { class: "problems" });
    const summary = element("summary", {}, entry.title, " ", key(entry.key, entry.title));
    const box = element("details", { class: "group" }, summary, told);
    box.open = OPEN.has(entry.key) || valueAt(this.theCase, path) !== undefined;
    this.places.set(written(path), { focus: summary, told });
    if (entry.form === "group") {
      box.append(...this.entries(entry, path));
    } else {
      const items = element("div", { class: "items" });
      box.append(items);
      this.list(entry, path, items);
    }
    return box;
  }

  /** Draws the items of a list. */
  private list(entry: Group, path: Path, box: HTMLElement): void {
    const found = valueAt(this.theCase, path);
    const least = leastOf(entry);
    const length = Math.max(Array.isArray(found) ? found.length : 0, least);
    const again = (): void => {
      this.changed();
      this.list(entry, path, box);
    };
    const add = element("button", { type: "button" }, `${this.words.add}${entry.title}`);
    add.addEventListener("click", () => {
      for (let place = 0; place <= length; place += 1) {
        if (valueAt(this.theCase, [...path, place]) === undefined) {
          put(this.theCase, [...path, place], {});
        }
      }
      again();
    });
    const items = Array.from({ length }, (_, place) => {
      const legend = element("legend", {}, `${entry.title} ${place + 1} `);
      if (length > least) {
        const label = `${this.words.remove}: ${entry.title} ${place + 1}`;
        const remove = element("button", { type: "button", "aria-label": label }, "×");
        remove.addEventListener("click", () => {
          takeOut(this.theCase, [...path, place]);
          again();
        });
        legend.append(remove);
      }
      const told = element("div", { class: "problems" });
      const at = [...path, place];
      const item = element("fieldset", { tabindex: "-1" }, legend, told, ...this.entries(entry, at));
      this.places.set(written(at), { focus: item, told });
      return item;
    });
    box.replaceChildren(...items, add);
  }

  private field(field: Field, path: Path): HTMLElement {
    const id = `field-${(this.names += 1)}`;
    const told = element("div", { class: "problems", id: `${id}-told`, role: "alert" });
    const control = this.control(field, path);
    control.id = id;
    control.setAttribute("aria-describedby", `${id}-told`);
    if (field.rules !== undefined && field.rules.length > 0) {
      control.title = `${this.words.readBy} ${field.rules.join(", ")}`;
    }
    this.places.set(written(path), { focus: control, told });
    const label = element("label", { for: id }, field.title, " ", key(field.key, field.title));
    if (field.needed === true) {
      label.append(element("span", { class: "needed", title: this.words.needed }, " *"));
    }
    const row = element("div", { class: "field" }, label, control);
    if (field.limitless === true) {
      row.append(this.noLimit(control, path));
    }
    row.append(told);
    return row;
  }

  private control(field: Field, path: Path): HTMLInputElement | HTMLSelectElement {
    const now = valueAt(this.theCase, path);
    if (field.kind === "choice" || field.kind === "flag") {
      return this.select(field, path, now);
    }
    const input = element("input", {
      type: "text",
      placeholder: this.examples[field.kind] ?? "",
      class: field.kind === "money" ? "money" : "",
    });
    input.value = now === undefined || now === null ? "" : shown(now);
    input.disabled = now === null && field.limitless === true;
    input.addEventListener("input", () => {
      const said = input.value.trim();
      this.say(path, said === "" ? undefined : field.kind === "year" ? yearOf(said) : said);
    });
    return input;
  }

  private select(field: Field, path: Path, now: Value | undefined): HTMLSelectElement {
    const { words } = this;
    const choices =
      field.kind === "flag"
        ? [
            { value: "true", title: words.yes },
            { value: "false", title: words.no },
          ]
        : (field.choices ?? []);
    const named = (choice: Choice): string =>
      field.kind === "flag" ? choice.title : nameOf(choice);
    const known = choices.find(({ value }) => value === String(field.default));
    const blank = known === undefined ? words.blank : `${words.blankMeans} ${named(known)}`;
    const select = element("select", {}, element("option", { value: "" }, blank));
    const said = now === undefined || now === null ? "" : shown(now);
    const other =
      said === "" || choices.some(({ value }) => value === said)
        ? []
        : [{ value: said, title: said }];
    for (const choice of [...choices, ...other]) {
      select.append(element("option", { value: choice.value }, named(choice)));
    }
    select.value = said;
    select.addEventListener("change", () => {
      const { value } = select;
      this.say(path, value === "" ? undefined : field.kind === "flag" ? value === "true" : value);
    });
    return select;
  }

  private noLimit(control: HTMLInputElement | HTMLSelectElement, path: Path): HTMLElement {
    const box = element("input", { type: "checkbox" });
    box.checked = valueAt(this.theCase, path) === null;
    box.addEventListener("change", () => {
      control.disabled = box.checked;
      control.value = "";
      this.say(path, box.checked ? null : undefined);
    });
    return element("label", { class: "limit" }, box, ` ${this.words.noLimit}`);
  }

  private say(path: Path, value: Value | undefined): void {
    if (value === undefined) {
      takeOut(this.theCase, path);
    } else {
      put(this.theCase, path, value);
    }
    this.changed();
  }
}

/** Opens all that a field is in. */
function open(inside: HTMLElement): void {
  for (let box = inside.closest("details"); box !== null; ) {
    box.open = true;
    box = box.parentElement?.closest("details") ?? null;
  }
}

function key(name: string, title: string): HTMLElement {
  return element("code", {}, name === title ? "" : name);
}

function nameOf(choice: Choice): string {
  return choice.title === "" ? choice.value : `${choice.title} (${choice.value})`;
}

function shown(value: Value): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A year is a number of the case; what is none is left for polc to refuse. */
function yearOf(said: string): Value {
  return /^\d{4}$/.test(said) ? Number(said) : said;
}
