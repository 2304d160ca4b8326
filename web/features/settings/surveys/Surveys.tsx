import { type FormEvent, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { DELAY_LIMIT_MINUTES, SURVEY_SCALES } from '../../../../src/core/insight/survey.ts';
import { ask } from '../../../api.ts';
import { usePerson } from '../../../session.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check, Field, Select } from '../../../ui/Field.tsx';
import { useAsked } from '../../../use-asked.ts';
import { useInsightWords } from '../../insight/words.ts';
import settings from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { ChannelLine } from './ChannelLine.tsx';
import { OwnTexts } from './OwnTexts.tsx';

export type SurveyView = OutputOf<'readSurveySettings'>;
export type Draft = Omit<SurveyView, 'offers' | 'linksWork' | 'version'>;

/** Whether customers are asked how we did, where, and in which words. */
export function Surveys() {
  const { brand } = usePerson();
  const [asked, again] = useAsked('readSurveySettings', { brand: brand.id });
  return (
    <AskedView asked={asked} again={again}>
      {saved => <SurveyForm key={saved.version} saved={saved} onDone={again} />}
    </AskedView>
  );
}

function SurveyForm({ saved, onDone }: { saved: SurveyView; onDone: () => void }) {
  const { t } = useInsightWords();
  const { brand } = usePerson();
  const deed = useDeed();
  const { offers, linksWork, version, ...first } = saved;
  const [draft, setDraft] = useState<Draft>(first);
  const change = (more: Partial<Draft>) => setDraft({ ...draft, ...more });

  async function save(event: FormEvent) {
    event.preventDefault();
    const body = { ...draft, version };
    if (await deed.run(() => ask('changeSurveySettings', { brand: brand.id, body }), t('surveys.saved'))) onDone();
  }
  return (
    <form onSubmit={event => void save(event)}>
      <div className={settings.group}>
        <Check
          label={t('surveys.on')}
          checked={draft.isOn}
          onChange={event => change({ isOn: event.target.checked })}
        />
        <p className={settings.quiet}>{t('surveys.onHelp')}</p>
        {!linksWork && <Banner meaning="soon">{t('surveys.noLinks')}</Banner>}
        <Select
          label={t('surveys.scale')}
          value={draft.scale}
          onChange={event => change({ scale: SURVEY_SCALES.find(one => one === event.target.value) ?? 'stars' })}
        >
          {SURVEY_SCALES.map(one => (
            <option key={one} value={one}>
              {t(`surveys.scale.${one}`)}
            </option>
          ))}
        </Select>
        <div className={settings.line}>
          <Select
            label={t('surveys.after')}
            value={draft.after}
            onChange={event => change({ after: event.target.value === 'answered' ? 'answered' : 'resolved' })}
          >
            {(['resolved', 'answered'] as const).map(one => (
              <option key={one} value={one}>
                {t(`surveys.after.${one}`)}
              </option>
            ))}
          </Select>
          <Field
            type="number"
            label={t('surveys.delay')}
            min={0}
            max={DELAY_LIMIT_MINUTES}
            bad={deed.fields['delayMinutes']}
            value={draft.delayMinutes}
            onChange={event => change({ delayMinutes: Math.max(0, Math.round(event.target.valueAsNumber || 0)) })}
          />
        </div>
        <Check
          label={t('surveys.comment')}
          checked={draft.asksComment}
          onChange={event => change({ asksComment: event.target.checked })}
        />
      </div>
      <div className={settings.group}>
        <h2>{t('surveys.channels')}</h2>
        {offers.length === 0 && <p className={settings.quiet}>{t('surveys.channelsNone')}</p>}
        {offers.map(offer => (
          <ChannelLine key={offer.channelId} offer={offer} draft={draft} onChange={change} />
        ))}
      </div>
      <div className={settings.group}>
        <h2>{t('surveys.texts')}</h2>
        <p className={settings.quiet}>{t('surveys.textsHelp', { link: '{link}' })}</p>
        <OwnTexts draft={draft} onChange={change} />
      </div>
      <div className={settings.acts}>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
