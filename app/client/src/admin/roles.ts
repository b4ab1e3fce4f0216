/** What roles are called and what they are for; one that the client doesn't know is called by its own name. */
import { type Key, isKey, t } from '../i18n/index.svelte';

export function roleCalled(role: string): string {
  return isKey(`role.${role}`) ? t(`role.${role}` as Key) : role;
}

export function roleTold(role: string): string {
  return isKey(`roleHelp.${role}`) ? t(`roleHelp.${role}` as Key) : '';
}
