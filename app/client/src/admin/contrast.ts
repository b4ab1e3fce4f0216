/** Whether white text can be read on a colour, as WCAG 2.2 counts it; the server refuses by the same. Pure. */
export const LEAST_CONTRAST = 4.5;
const COLOUR = /^#[0-9a-f]{6}$/i;

export function isColour(text: string): boolean {
  return COLOUR.test(text);
}

/** The contrast of `#rrggbb` to white, 1 to 21; null for what is no such colour. */
export function contrastToWhite(colour: string): number | null {
  if (!isColour(colour)) return null;
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 1.05 / (0.2126 * red! + 0.7152 * green! + 0.0722 * blue! + 0.05);
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
