/** Days as the server writes them (`2026-03-01`), where the person is. No framework in here. */

/** The day that it is, or some days later. */
export function today(now: Date, later = 0): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + later);
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
}

/** When a day begins, or the one some days later; null where none is given. */
export function midnight(day: string, later = 0): string | null {
  if (day === '') return null;
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}
