import { type RefObject, useEffect, useId } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import type { Aspect } from '../../../../src/core/triage/reading.ts';
import { UNREAD } from '../../../../src/core/triage/said.ts';
import type { MessageView } from '../../../../src/core/view.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Chip } from '../../../ui/Chip.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { languageName } from '../language-badge.ts';
import styles from './Explained.module.css';
import { valueWords } from './reading-words.ts';
import { useCorrect } from './use-correct.ts';
import { KEYED_VALUES, OFFERED_LANGUAGES, type Value, valueOfKey, valuesOf } from './values.ts';

type Props = {
  message: MessageView;
  aspect: Aspect;
  known: OutputOf<'readMessageReadings'>;
  keysFrom: RefObject<HTMLElement | null>;
};

/** What the post is, said by a person: one click, or its number. What holds is lit; of kinds several may hold. */
export function SayOtherwise({ message, aspect, known, keysFrom }: Props) {
  const words = useWords();
  const { t } = words;
  const { may } = usePerson();
  const { correct } = useCorrect();
  const view = message.readings ?? known.kept ?? UNREAD;
  const values = valuesOf(aspect, view, known.intents);
  const isAllowed = may('answer');

  function choose(value: Value | undefined) {
    if (value?.said) void correct(message, value.said);
  }
  useEffect(() => {
    const from = keysFrom.current;
    if (!isAllowed || from === null) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
      const value = valueOfKey(values, event.key);
      if (value === undefined) return;
      event.preventDefault();
      choose(value);
    }
    from.addEventListener('keydown', onKeyDown);
    return () => from.removeEventListener('keydown', onKeyDown);
  });

  if (!isAllowed) return null;
  if (aspect === 'language') return <SayLanguage message={message} language={view.language} />;
  return (
    <fieldset className={styles.values}>
      <legend>{t(aspect === 'intents' ? 'triage.whatSeveral' : 'triage.what')}</legend>
      {values.map((value, at) => (
        <Chip key={value.name} on={value.on} onClick={() => choose(value)}>
          {valueWords(aspect, value.name, words)}
          {at < KEYED_VALUES && <Kbd keys={String(at + 1)} />}
        </Chip>
      ))}
    </fieldset>
  );
}

function SayLanguage({ message, language }: { message: MessageView; language: string | null }) {
  const { t, chosen } = useWords();
  const { correct } = useCorrect();
  const id = useId();
  const tags =
    language === null || OFFERED_LANGUAGES.includes(language) ? OFFERED_LANGUAGES : [...OFFERED_LANGUAGES, language];
  const offered = tags
    .map(tag => ({ tag, name: languageName(tag, chosen) }))
    .sort((a, b) => a.name.localeCompare(b.name, chosen));
  return (
    <p className={styles.choose}>
      <label htmlFor={id}>{t('triage.what')}</label>
      <select
        id={id}
        value={language ?? ''}
        onChange={event => void correct(message, { aspect: 'language', value: event.target.value || null })}
      >
        <option value="">{t('triage.language.none')}</option>
        {offered.map(({ tag, name }) => (
          <option key={tag} value={tag}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}
