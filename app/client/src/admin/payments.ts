/** What is to be said of payments online: why a provider's word was refused, and a secret to share with it. */
import { type Key, isKey, t } from '../i18n/index.svelte';

/** Why a word was refused, by its code; in general words where the code is new to this client. */
export function whyRefused(code: string): string {
  return t(`paymentCode.${isKey(`paymentCode.${code}`) ? code : 'other'}` as Key);
}

/** A secret that nobody guesses: 256 bits of chance, in hexadecimal. */
export function newSecret(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((each) => each.toString(16).padStart(2, '0')).join('');
}
