/** MARC-in-JSON as lines that cataloguers read: tag, indicators, subfields. */
export interface MarcLine {
  tag: string;
  indicators: string;
  parts: { code: string; value: string }[];
}

interface MarcJson {
  leader: string;
  fields: Record<string, string | { ind1: string; ind2: string; subfields: Record<string, string>[] }>[];
}

export function marcLines(text: string): MarcLine[] {
  const parsed = JSON.parse(text) as MarcJson | MarcJson[];
  const record = Array.isArray(parsed) ? parsed[0]! : parsed;
  const lines: MarcLine[] = [{ tag: 'LDR', indicators: '', parts: [{ code: '', value: record.leader }] }];
  for (const field of record.fields) {
    for (const [tag, content] of Object.entries(field)) {
      if (typeof content === 'string') lines.push({ tag, indicators: '', parts: [{ code: '', value: content }] });
      else {
        const parts = content.subfields.flatMap((each) => Object.entries(each).map(([code, value]) => ({ code, value })));
        lines.push({ tag, indicators: (content.ind1 + content.ind2).replaceAll(' ', '#'), parts });
      }
    }
  }
  return lines;
}
