import { ASK_TEXT_LIMIT } from '../../../../src/core/insight/survey.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { Field, TextArea } from '../../../ui/Field.tsx';
import { useInsightWords } from '../../insight/words.ts';
import settings from '../Settings.module.css';
import type { Draft } from './Surveys.tsx';

type Props = { draft: Draft; onChange: (more: Partial<Draft>) => void };

/** The owner's own words, language by language. */
export function OwnTexts({ draft: { texts }, onChange }: Props) {
  const { t } = useInsightWords();
  const set = (at: number, more: Partial<Draft['texts'][number]>) =>
    onChange({ texts: texts.map((one, place) => (place === at ? { ...one, ...more } : one)) });
  return (
    <>
      {texts.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the language is being typed, so that nothing else stays the same
        <fieldset key={at} className={settings.line} aria-label={`${t('surveys.texts')} ${at + 1}`}>
          <Field
            label={t('surveys.language')}
            value={one.lang}
            maxLength={3}
            pattern="[a-z]{2,3}"
            required
            placeholder="pt"
            onChange={event => set(at, { lang: event.target.value.toLowerCase() })}
          />
          <TextArea
            label={t('surveys.link')}
            rows={2}
            dir="auto"
            maxLength={ASK_TEXT_LIMIT}
            value={one.link}
            onChange={event => set(at, { link: event.target.value })}
          />
          <TextArea
            label={t('surveys.question')}
            rows={2}
            dir="auto"
            maxLength={ASK_TEXT_LIMIT}
            value={one.question}
            onChange={event => set(at, { question: event.target.value })}
          />
          <IconButton
            icon="trash"
            label={t('surveys.removeText')}
            onClick={() => onChange({ texts: texts.filter((_, place) => place !== at) })}
          />
        </fieldset>
      ))}
      <div className={settings.acts}>
        <Button onClick={() => onChange({ texts: [...texts, { lang: '', link: '', question: '' }] })}>
          {t('surveys.addText')}
        </Button>
      </div>
    </>
  );
}
