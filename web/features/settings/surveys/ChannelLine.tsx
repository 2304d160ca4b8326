import { Select } from '../../../ui/Field.tsx';
import { networkName } from '../../../ui/networks.ts';
import { useInsightWords } from '../../insight/words.ts';
import settings from '../Settings.module.css';
import type { Draft, SurveyView } from './Surveys.tsx';

type Offer = SurveyView['offers'][number];
type Props = { offer: Offer; draft: Draft; onChange: (more: Partial<Draft>) => void };
type Channel = Draft['channels'][number];

/** One channel: whether it asks in private, in public or not at all, within what its network lets us do. */
export function ChannelLine({ offer, draft, onChange }: Props) {
  const { t } = useInsightWords();
  const { channelId, name, network } = offer;
  const here: Channel = draft.channels.find(one => one.channelId === channelId) ?? {
    channelId,
    private: 'off',
    public: 'off',
  };
  const set = (more: Partial<Channel>) =>
    onChange({ channels: [...draft.channels.filter(one => one.channelId !== channelId), { ...here, ...more }] });
  const called = networkName(network);
  const hours = offer.privateWindowHours;
  return (
    <fieldset className={settings.line} aria-label={name}>
      <p>
        <bdi>{name}</bdi> <span className={settings.quiet}>{called}</span>
      </p>
      {offer.canWritePrivately ? (
        <Select
          label={t('surveys.private')}
          help={hours === null ? undefined : t('surveys.window', { hours, network: called })}
          value={here.private}
          onChange={event => set({ private: oneOf(['off', 'link', 'question'] as const, event.target.value) })}
        >
          {(['off', 'link', 'question'] as const).map(way => (
            <option key={way} value={way}>
              {t(`surveys.way.${way}`)}
            </option>
          ))}
        </Select>
      ) : (
        <p className={settings.quiet}>{t('surveys.noPrivate', { network: called })}</p>
      )}
      {offer.canReplyPublicly && (
        <Select
          label={t('surveys.public')}
          help={here.public === 'link' ? t('surveys.publicHelp') : undefined}
          value={here.public}
          onChange={event => set({ public: oneOf(['off', 'link'] as const, event.target.value) })}
        >
          {(['off', 'link'] as const).map(way => (
            <option key={way} value={way}>
              {t(`surveys.way.${way}`)}
            </option>
          ))}
        </Select>
      )}
    </fieldset>
  );
}

function oneOf<const Word extends string>(words: readonly [Word, ...Word[]], said: string): Word {
  return words.find(one => one === said) ?? words[0];
}
