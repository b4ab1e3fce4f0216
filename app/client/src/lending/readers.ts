/** The form of a reader's card, and what is sent of it. No framework in here. */
export interface Fields {
  barcode: string;
  name: string;
  group: string;
  expires: string;
  email: string;
  phone: string;
  address: string;
  language: string;
  notes: string;
  keepHistory: boolean;
  active: boolean;
}

interface Known {
  barcode: string;
  name: string;
  group: string;
  expires: string | null;
  contact: { email: string | null; phone: string | null; address: string | null; language: string | null } | null;
  notes: readonly string[];
  keepHistory: boolean;
  active: boolean;
}

/** What stands in the form: what is known of the reader, or nothing yet. */
export function fieldsOf(card: Known | null): Fields {
  return {
    barcode: card?.barcode ?? '',
    name: card?.name ?? '',
    group: card?.group ?? 'adult',
    expires: card?.expires ?? '',
    email: card?.contact?.email ?? '',
    phone: card?.contact?.phone ?? '',
    address: card?.contact?.address ?? '',
    language: card?.contact?.language ?? '',
    notes: (card?.notes ?? []).join('\n'),
    keepHistory: card?.keepHistory ?? false,
    active: card?.active ?? true,
  };
}

/** What is sent: a note for each line that says something, no day where none is given. */
export function wantedOf(fields: Fields) {
  const { email, phone, address, language } = fields;
  return {
    barcode: fields.barcode.trim(),
    name: fields.name.trim(),
    group: fields.group.trim(),
    expires: fields.expires === '' ? null : fields.expires,
    contact: { email: email.trim(), phone: phone.trim(), address: address.trim(), language: language.trim() },
    notes: fields.notes.split('\n').map((each) => each.trim()).filter((each) => each !== ''),
    keepHistory: fields.keepHistory,
  };
}
