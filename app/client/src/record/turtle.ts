/** Descriptions as Turtle, for the preview, and names with a prefix. Prefixes are those of the API's context. Pure. */
import { type Part, type Value, isLiteral, properties, values } from './node';

export const PREFIXES: Readonly<Record<string, string>> = {
  bf: 'http://id.loc.gov/ontologies/bibframe/',
  bflc: 'http://id.loc.gov/ontologies/bflc/',
  madsrdf: 'http://www.loc.gov/mads/rdf/v1#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  edtf: 'http://id.loc.gov/datatypes/',
  lsp: 'https://catalograph.org/ns/lsp#',
};

/** A prefixed name in full. */
export function expanded(name: string): string {
  const [prefix = '', local = ''] = name.split(':', 2);
  return PREFIXES[prefix] === undefined ? name : PREFIXES[prefix] + local;
}

/** An address as a prefixed name, where it has one. */
export function compacted(iri: string): string {
  const known = Object.entries(PREFIXES).find(([, start]) => iri.startsWith(start));
  return known === undefined ? iri : `${known[0]}:${iri.slice(known[1].length)}`;
}

export function turtle(nodes: readonly Part[]): string {
  const body = nodes.map((node) => `${name(node['@id'] ?? '[]')} ${inner(node, 1)} .`).join('\n\n');
  const used = Object.entries(PREFIXES).filter(([prefix]) => body.includes(`${prefix}:`));
  return `${used.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`).join('\n')}\n\n${body}\n`;
}

function inner(node: Part, depth: number): string {
  const indent = '  '.repeat(depth);
  const types = node['@type'] ?? [];
  const lines = types.length > 0 ? [`a ${types.map(name).join(', ')}`] : [];
  for (const property of properties(node)) {
    const said = values(node, property).map((each) => object(each, depth + 1));
    lines.push(`${name(property)} ${said.join(', ')}`);
  }
  return lines.join(` ;\n${indent}`);
}

function object(value: Value, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (isLiteral(value)) {
    if (value['@language'] !== undefined) return `${quoted(value['@value'])}@${value['@language']}`;
    return value['@type'] === undefined ? quoted(value['@value']) : `${quoted(value['@value'])}^^${name(value['@type'])}`;
  }
  const id = value['@id'];
  const isLink = id !== undefined && properties(value).length === 0;
  if (isLink) return name(id);
  return `[\n${'  '.repeat(depth)}${inner(value, depth)}\n${'  '.repeat(depth - 1)}]`;
}

function name(iri: string): string {
  if (iri === '[]' || iri.startsWith('_:')) return iri;
  const prefix = iri.slice(0, iri.indexOf(':'));
  if (prefix in PREFIXES) return iri;
  return `<${iri.replaceAll(/[\u0000-\u0020<>"{}|^`\\]/g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`)}>`;
}

function quoted(value: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
