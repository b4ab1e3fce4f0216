/** A table of profiles as a spreadsheet hands it out. */
const MOST_OCTETS = 1_000_000;

/** The text of a file, with line ends as the editor has them; null where it is too large to be a table. */
export async function tableIn(file: Blob): Promise<string | null> {
  if (file.size > MOST_OCTETS) return null;
  return (await file.text()).replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}
