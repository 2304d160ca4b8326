import type { Here } from '../../live/presence.ts';
import type { Words } from '../../strings/words.ts';

/** "On", "Away: break", "Off". Until it is known, nobody is called absent. */
export function presenceWords(here: Here | undefined, t: Words['t']): string {
  if (here === undefined) return t('presence.on');
  return here.state === 'away' && here.reason !== null ? t(`presence.${here.reason}`) : t(`presence.${here.state}`);
}
