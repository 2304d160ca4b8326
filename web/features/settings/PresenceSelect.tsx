import { AWAY_REASONS } from '../../../src/core/presence.ts';
import { tellPresence, usePresence } from '../../live/presence.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Select } from '../../ui/Field.tsx';
import { useDeed } from './use-deed.ts';

/** The same as on the rail, for where the rail has no room. */
export function PresenceSelect() {
  const { t } = useWords();
  const { me, brand } = usePerson();
  const deed = useDeed();
  const here = usePresence().get(me.id);
  const value = here?.state === 'away' ? (here.reason ?? 'on') : 'on';
  function change(chosen: string) {
    const away = AWAY_REASONS.find(reason => reason === chosen) ?? null;
    deed.run(() => tellPresence(brand.id, { active: true, away }), t('settings.saved'));
  }
  return (
    <Select
      label={t('presence.label')}
      help={t('presence.help')}
      value={value}
      disabled={deed.busy}
      onChange={event => change(event.target.value)}
    >
      {['on' as const, ...AWAY_REASONS].map(reason => (
        <option key={reason} value={reason}>
          {t(`presence.${reason}`)}
        </option>
      ))}
    </Select>
  );
}
