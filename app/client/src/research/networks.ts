/** A picture of things and what joins them: which things there are in a table, and where each is drawn. */
import { STATEMENT, type Cell, type Table } from './answers';
import { shortened } from './charts';

export interface Dot {
  id: string;
  label: string;
  degree: number;
}
export interface Tie {
  from: number;
  to: number;
  how: string;
}
export interface Network {
  dots: Dot[];
  ties: Tie[];
  /** How many ties there would be if all were drawn. */
  all: number;
}
export interface Place {
  x: number;
  y: number;
}
export const MOST_DOTS = 120;
const LABEL = /(?:#label|\/label|#prefLabel|mainTitle|authoritativeLabel)$/;

/** The first two columns that a picture can be drawn of; null where there are none. */
export function joinedColumns(table: Table): [number, number] | null {
  const found = table.columns.flatMap((_, at) => (table.rows.some((row) => row[at]?.kind === 'iri') ? [at] : []));
  if (isStatements(table)) return table.rows.some((row) => row[2]?.kind !== 'literal') ? [0, 2] : null;
  return found.length < 2 ? null : [found[0]!, found[1]!];
}

export function networkOf(table: Table, [from, to]: readonly [number, number]): Network {
  const labels = labelsOf(table);
  const index = new Map<string, number>();
  const network: Network = { dots: [], ties: [], all: 0 };
  const seen = new Set<string>();
  for (const row of table.rows) {
    const [one, other] = [row[from], row[to]];
    if (!one || !other || one.kind === 'literal' || other.kind === 'literal') continue;
    const how = isStatements(table) ? local(row[1]!.value) : '';
    const key = `${one.value} ${how} ${other.value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    network.all += 1;
    const ends = [one, other].map((each) => dot(each, network, index, labels));
    if (ends[0] === null || ends[1] === null) continue;
    for (const end of ends) network.dots[end!]!.degree += 1;
    network.ties.push({ from: ends[0]!, to: ends[1]!, how });
  }
  return network;
}

function dot(cell: Cell, network: Network, index: Map<string, number>, labels: Map<string, string>): number | null {
  const known = index.get(cell.value);
  if (known !== undefined) return known;
  if (network.dots.length >= MOST_DOTS) return null;
  index.set(cell.value, network.dots.length);
  network.dots.push({ id: cell.value, label: labels.get(cell.value) ?? local(cell.value), degree: 0 });
  return network.dots.length - 1;
}

/** What things are called: by a column named for theirs (`?work`, `?workLabel`), or by statements of their labels. */
function labelsOf(table: Table): Map<string, string> {
  const found = new Map<string, string>();
  const add = (thing: Cell | null | undefined, label: Cell | null | undefined): void => {
    if (thing && label?.kind === 'literal' && !found.has(thing.value)) found.set(thing.value, label.value);
  };
  if (isStatements(table)) {
    for (const [subject, predicate, object] of table.rows) if (LABEL.test(predicate?.value ?? '')) add(subject, object);
    return found;
  }
  table.columns.forEach((name, at) => {
    const beside = table.columns.indexOf(`${name}Label`);
    if (beside >= 0) for (const row of table.rows) add(row[at], row[beside]);
  });
  return found;
}

function isStatements(table: Table): boolean {
  return table.columns.join() === STATEMENT.join();
}

/** The last part of an address. */
export function local(iri: string): string {
  const part = /[^/#]+(?=[/#]*$)/.exec(iri)?.[0] ?? iri;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Places in a box: what is joined draws together, what is near keeps apart. The same network lies always alike. */
export function layout(network: Network, width: number, height: number, rounds = 240): Place[] {
  const { dots, ties } = network;
  const ideal = Math.sqrt((width * height) / Math.max(1, dots.length)) * 0.7;
  // A spiral, in the order of the ties, so that what is joined begins near each other.
  const places = dots.map((_, at) => {
    const [angle, far] = [at * 2.399963, Math.sqrt(at + 0.5) * ideal * 0.6];
    return { x: far * Math.cos(angle), y: far * Math.sin(angle) };
  });
  for (let round = 0; round < rounds; round += 1) {
    const moves = places.map(({ x, y }) => ({ x: -x * 0.06, y: -y * 0.06 * (width / height) }));
    for (let one = 0; one < dots.length; one += 1)
      for (let other = one + 1; other < dots.length; other += 1)
        pull(places, moves, one, other, (far) => (far > ideal * 3 ? 0 : -(ideal * ideal) / far));
    for (const { from, to } of ties) if (from !== to) pull(places, moves, from, to, (far) => (far * far) / ideal);
    const most = ideal * (1 - round / rounds);
    places.forEach((place, at) => {
      const move = moves[at]!;
      const far = Math.hypot(move.x, move.y) || 1;
      place.x += (move.x / far) * Math.min(far, most);
      place.y += (move.y / far) * Math.min(far, most);
    });
  }
  const across = fitted(places.map((each) => each.x), width, 56);
  const down = fitted(places.map((each) => each.y), height, 36);
  return places.map((_, at) => ({ x: across[at]!, y: down[at]! }));
}

/** The same figures between two edges, in the middle where they are all one. */
function fitted(figures: readonly number[], length: number, edge: number): number[] {
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  return figures.map((each) => (high - low < 1 ? length / 2 : edge + ((each - low) / (high - low)) * (length - 2 * edge)));
}

function pull(places: Place[], moves: Place[], one: number, other: number, force: (far: number) => number): void {
  const [dx, dy] = [places[other]!.x - places[one]!.x || 0.01 * (one - other), places[other]!.y - places[one]!.y];
  const far = Math.max(1, Math.hypot(dx, dy));
  const [fx, fy] = [(dx / far) * force(far), (dy / far) * force(far)];
  moves[one]!.x += fx;
  moves[one]!.y += fy;
  moves[other]!.x -= fx;
  moves[other]!.y -= fy;
}

export interface Title extends Place {
  at: number;
  text: string;
}
const SIGN = 6.8;
const LINE = 15;

/** The titles that can be read: none runs into another or out of the picture. Those of `first` come before the others. */
export function titles(network: Network, places: readonly Place[], width: number, first: ReadonlySet<number>): Title[] {
  const rank = (at: number): number => (first.has(at) ? 1e6 : 0) + network.dots[at]!.degree;
  const order = network.dots.map((_, at) => at).toSorted((one, other) => rank(other) - rank(one));
  const found: (Title & { half: number })[] = [];
  for (const at of order) {
    const dot = network.dots[at]!;
    const text = shortened(dot.label, 26);
    const half = (text.length * SIGN) / 2;
    const x = Math.min(width - half - 4, Math.max(half + 4, places[at]!.x));
    const y = places[at]!.y + size(dot) + 13;
    const isFree =
      found.every((each) => Math.abs(each.y - y) >= LINE || Math.abs(each.x - x) >= each.half + half + 4) &&
      (first.has(at) || places.every((each, other) => other === at || Math.abs(each.y - y + 4) >= LINE || Math.abs(each.x - x) >= half + 6));
    if (isFree) found.push({ at, text, x, y, half });
  }
  return found.map(({ at, text, x, y }) => ({ at, text, x, y }));
}

/** How large a dot is drawn. */
export function size(dot: Dot): number {
  return 5 + Math.min(8, dot.degree);
}

/** The dot that lies nearest in a direction; the same one where nothing does. */
export function nextTo(places: readonly Place[], at: number, key: string): number {
  const ways: Readonly<Record<string, [number, number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const way = ways[key];
  if (way === undefined) return at;
  let [best, least] = [at, Infinity];
  places.forEach((place, index) => {
    const [dx, dy] = [place.x - places[at]!.x, place.y - places[at]!.y];
    const along = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (index !== at && along > 0 && along + aside * 2 < least) [best, least] = [index, along + aside * 2];
  });
  return best;
}
