/** The form of a profile as the API sends it, and which field each value of a description belongs to. Pure. */
import { type Part, type Value, isPart, properties, typesOf, values } from './node';

export type Texts = Readonly<Record<string, string>>;
export type Kind = 'text' | 'date' | 'choice' | 'lookup' | 'part' | 'link';
export interface Field {
  readonly key: string;
  readonly property: string;
  readonly label: Texts;
  readonly help: Texts;
  readonly group: string | null;
  readonly marc: string | null;
  readonly kind: Kind;
  readonly required: boolean;
  readonly severity: string | null;
  readonly repeatable: boolean;
  readonly ordered: boolean;
  readonly hidden: boolean;
  readonly datatype: string | null;
  readonly shapes: readonly string[];
  readonly classes: readonly string[];
  readonly types: readonly string[];
  readonly vocabulary: string | null;
  readonly choices: readonly { readonly value: string; readonly label: Texts }[] | null;
  readonly pattern: string | null;
  readonly languages: readonly string[] | null;
  readonly default: Value | null;
  readonly example: string | null;
}
export interface Shape {
  readonly id: string;
  readonly label: Texts;
  readonly help: Texts;
  readonly describes: string | null;
  readonly classes: readonly string[];
  readonly types: readonly string[];
  readonly fields: readonly Field[];
}
export interface Form {
  readonly id: string;
  readonly label: Texts;
  readonly help: Texts;
  readonly roots: readonly { readonly describes: string; readonly shape: string }[];
  readonly groups: readonly { readonly id: string; readonly label: Texts }[];
  readonly shapes: Readonly<Record<string, Shape>>;
}
export interface Entry {
  readonly value: Value;
  /** Its place among all values of the property. */
  readonly index: number;
}
export interface Row {
  readonly field: Field;
  readonly entries: readonly Entry[];
}
export interface Section {
  readonly id: string;
  readonly label: Texts;
  readonly rows: readonly Row[];
}
/** A value that no field of the form takes: kept, shown, not edited here. */
export interface Stray {
  readonly property: string;
  readonly entries: readonly Entry[];
}

/** The shape of a whole description of these types. */
export function rootShape(form: Form, node: Part): Shape | undefined {
  const types = node['@type'] ?? [];
  return form.roots.map((each) => form.shapes[each.shape]!).find((each) => each.classes.some((name) => types.includes(name)));
}

/** The shape of a value of a field: that of its classes, else the field's first. */
export function shapeOf(form: Form, field: Field, value: Value): Shape | undefined {
  const types = typesOf(value);
  const shapes = field.shapes.map((each) => form.shapes[each]).filter((each) => each !== undefined);
  return shapes.find((each) => each.classes.some((name) => types.includes(name))) ?? shapes[0];
}

function takes(form: Form, field: Field, value: Value): boolean {
  if (field.kind === 'text' || field.kind === 'date' || field.kind === 'choice') {
    return field.kind === 'choice' || typeof value === 'string' || !isPart(value);
  }
  if (typeof value !== 'object' || !isPart(value)) return false;
  const types = typesOf(value);
  if (types.length === 0) return true;
  if (field.classes.length > 0) return types.some((each) => field.classes.includes(each));
  if (field.shapes.length === 0) return true;
  return field.shapes.some((each) => form.shapes[each]?.classes.some((name) => types.includes(name)));
}

/** The rows of a shape for a node, filled or not, in the order of the profile; and what no field takes. */
export function rowsOf(form: Form, shape: Shape, node: Part): { rows: Row[]; strays: Stray[] } {
  const byField = new Map<string, Entry[]>();
  const strays: Stray[] = [];
  for (const property of properties(node)) {
    const fields = shape.fields.filter((each) => each.property === property);
    const left: Entry[] = [];
    values(node, property).forEach((value, index) => {
      const field = fields.find((each) => takes(form, each, value));
      if (field === undefined) left.push({ value, index });
      else byField.set(field.key, [...(byField.get(field.key) ?? []), { value, index }]);
    });
    if (left.length > 0) strays.push({ property, entries: left });
  }
  const rows = shape.fields.filter((each) => !each.hidden).map((field) => ({ field, entries: byField.get(field.key) ?? [] }));
  return { rows, strays };
}

/** The fields on the way to a place of a description, the outermost first; a property that no field takes is left as it is. */
export function fieldsTo(form: Form, node: Part, way: readonly string[]): (Field | string)[] {
  const found: (Field | string)[] = [];
  let [shape, here]: [Shape | undefined, Part] = [rootShape(form, node), node];
  for (const property of way) {
    const inside = values(here, property);
    const fields: readonly Field[] = shape?.fields.filter((each) => each.property === property) ?? [];
    const field = fields.find((each) => inside.some((value) => takes(form, each, value))) ?? fields[0];
    const below = inside.find((value) => field === undefined || takes(form, field, value));
    here = typeof below === 'object' && isPart(below) ? below : {};
    shape = field === undefined ? undefined : shapeOf(form, field, here);
    found.push(field ?? property);
  }
  return found;
}

/** The same rows in the groups of the form. */
export function sectionsOf(form: Form, rows: readonly Row[]): Section[] {
  const known = form.groups.map((each) => ({ ...each, rows: rows.filter((row) => row.field.group === each.id) }));
  const loose = rows.filter((row) => row.field.group === null);
  return [...known, { id: '', label: {}, rows: loose }].filter((each) => each.rows.length > 0);
}

/** What a new value of a field begins as. */
export function fresh(form: Form, field: Field): Value {
  if (field.default !== null) return field.default;
  if (field.kind === 'text') return field.datatype === null ? '' : { '@value': '', '@type': field.datatype };
  if (field.kind === 'date') return { '@value': '', '@type': field.datatype ?? 'edtf:edtf' };
  if (field.kind === 'choice') return '';
  if (field.kind !== 'part') return {};
  const shape = form.shapes[field.shapes[0] ?? ''];
  const types = field.types.length > 0 ? field.types : (shape?.types ?? []);
  return { '@type': types, ...beginning(form, shape) };
}

const FIRST_OF_PART = 3;

/** The properties a new part or root begins with: what must be said and what has a default; else its first texts. */
function beginning(form: Form, shape: Shape | undefined): Record<string, readonly Value[]> {
  const found: Record<string, readonly Value[]> = {};
  const open = (shape?.fields ?? []).filter((each) => !each.hidden);
  const needed = open.filter((each) => each.required || each.default !== null);
  const first = open.filter((each) => each.kind === 'text' || each.kind === 'date').slice(0, FIRST_OF_PART);
  for (const field of needed.length > 0 || shape?.describes !== null ? needed : first) {
    found[field.property] = [...(found[field.property] ?? []), fresh(form, field)];
  }
  return found;
}

/** A new root of what the form describes (Work, Instance, Item), under a name of its own until it is saved. */
export function freshRoot(form: Form, describes: string, name: string): Part {
  const root = form.roots.find((each) => each.describes === describes);
  const shape = form.shapes[root?.shape ?? ''];
  return { '@id': `_:${name}`, '@type': shape?.types ?? [`bf:${describes}`], ...beginning(form, shape) };
}

/** What the panel of copies keeps of an item. */
const KEPT_WITH_COPIES = new Set(['bf:itemOf', 'bf:identifiedBy', 'bf:shelfMark', 'bf:sublocation', 'bf:enumerationAndChronology', 'bf:electronicLocator', 'bf:note']);

/** Whether a profile describes copies themselves, such as their bindings and former owners, beside what libraries lend by. */
export function saysMoreOfCopies(form: Form): boolean {
  const root = form.roots.find((each) => each.describes === 'Item');
  const fields = form.shapes[root?.shape ?? '']?.fields ?? [];
  return fields.some((each) => !each.hidden && !each.property.startsWith('lsp:') && !KEPT_WITH_COPIES.has(each.property));
}
