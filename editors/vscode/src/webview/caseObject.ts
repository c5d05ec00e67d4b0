// A case as the page edits it: what is blank is not in it, what the form does not know is kept.

import type { Entry, Group } from "../messages";

export type Path = readonly (string | number)[];
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type Case = { [key: string]: Value };

/** The path as polc writes it: `claims[0].in_policy`. */
export function written(path: Path): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`,
    "",
  );
}

/** The value at a path; undefined where the case does not say it. */
export function valueAt(of: Case, path: Path): Value | undefined {
  let found: Value | undefined = of;
  for (const part of path) {
    if (Array.isArray(found) && typeof part === "number") {
      found = found[part];
    } else if (isGroup(found) && typeof part === "string" && Object.hasOwn(found, part)) {
      found = found[part];
    } else {
      return undefined;
    }
  }
  return found;
}

/** Puts a value at a path, in place; groups on the way are made. */
export function put(of: Case, path: Path, value: Value): void {
  let at: Value = of;
  path.slice(0, -1).forEach((part, place) => {
    const next = path[place + 1];
    const inside: Value | undefined = valueAt(of, path.slice(0, place + 1));
    const usable = typeof next === "number" ? Array.isArray(inside) : isGroup(inside);
    const made: Value = usable && inside !== undefined ? inside : typeof next === "number" ? [] : {};
    set(at, part, made);
    at = made;
  });
  const last = path.at(-1);
  if (last !== undefined) {
    set(at, last, value);
  }
}

/** Takes what stands at a path out of the case, and the groups that are empty then; of a list the
 * items stay, so that a claim of which nothing is said is still a claim. */
export function takeOut(of: Case, path: Path): void {
  const last = path.at(-1);
  const inside = valueAt(of, path.slice(0, -1));
  if (typeof last === "number" && Array.isArray(inside)) {
    inside.splice(last, 1);
  } else if (typeof last === "string" && isGroup(inside)) {
    delete inside[last];
    if (path.length > 1 && Object.keys(inside).length === 0 && typeof path.at(-2) === "string") {
      takeOut(of, path.slice(0, -1));
    }
  }
}

/** The lists that have one item at least, and the groups that every case has. */
const LEAST: ReadonlySet<string> = new Set(["claims", "household", "person"]);

/** How many items a list has at least. */
export function leastOf(list: Group): number {
  return list.form === "list" && LEAST.has(list.key) ? 1 : 0;
}

/** The case with what every case has, be it empty. */
export function withLeast(form: Group, of: Case): Case {
  const found: Case = { ...of };
  for (const entry of form.of) {
    if (entry.form !== "field" && LEAST.has(entry.key)) {
      const said = found[entry.key];
      if (entry.form === "group") {
        found[entry.key] = said ?? {};
      } else if (said === undefined || (Array.isArray(said) && said.length === 0)) {
        found[entry.key] = [withLeast(entry, {})];
      } else if (Array.isArray(said)) {
        found[entry.key] = said.map((item) => (isGroup(item) ? withLeast(entry, item) : item));
      }
    }
  }
  return found;
}

/** The case with each identity of a person as a group of its own, which the form shows: its id alone
 * says the same. */
export function withIdentitiesSpelt(of: Case): Case {
  const { person, household } = of;
  const members = Array.isArray(household)
    ? { household: household.map((member) => (isGroup(member) ? spelt(member) : member)) }
    : {};
  return { ...of, ...(isGroup(person) ? spelt({ person }) : {}), ...members };
}

function spelt(of: Case): Case {
  const { person } = of;
  if (!isGroup(person) || !Array.isArray(person["identities"])) {
    return of;
  }
  const identities = person["identities"].map((held) =>
    typeof held === "string" ? { id: held } : held,
  );
  return { ...of, person: { ...person, identities } };
}

/** The paths of a case that no entry of the form shows. */
export function unknownTo(form: Group, of: Value, path: Path = []): string[] {
  if (!isGroup(of)) {
    return [written(path)];
  }
  const known = new Map(form.of.map((entry) => [entry.key, entry]));
  return Object.entries(of).flatMap(([key, value]) => {
    const entry = known.get(key);
    const at = [...path, key];
    return entry === undefined ? [written(at)] : unknownIn(entry, value, at);
  });
}

function unknownIn(entry: Entry, value: Value, at: Path): string[] {
  if (entry.form === "field") {
    return typeof value === "object" && value !== null ? [written(at)] : [];
  }
  if (entry.form === "group") {
    return value === null ? [] : unknownTo(entry, value, at);
  }
  if (!Array.isArray(value)) {
    return value === null ? [] : [written(at)];
  }
  return value.flatMap((item, place) => unknownTo(entry, item, [...at, place]));
}

function isGroup(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function set(at: Value, part: string | number, value: Value): void {
  if (Array.isArray(at) && typeof part === "number") {
    at[part] = value;
  } else if (isGroup(at) && typeof part === "string") {
    Object.defineProperty(at, part, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
}
