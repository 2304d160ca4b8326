import { useState } from 'react';
import { fillIn } from '../../../../src/core/template.ts';
import type { Detail } from '../../../live/detail.ts';
import { useWords } from '../../../strings/words.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { Field, Select } from '../../../ui/Field.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useOutsideWords } from '../../channels/connect/outside-words.ts';
import type { Template } from './TemplateDialog.tsx';
import styles from './Templates.module.css';

type Props = { rows: readonly Template[]; detail: Detail; onChoose: (template: Template) => void };

/** Those that can go first, in the customer's language before others; the rest with why not. */
export function TemplateList({ rows, detail, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  const [search, setSearch] = useState('');
  const [language, setLanguage] = useState('');
  const network = detail.channel.networkName;
  const languages = [...new Set(rows.map(row => row.language))].sort();
  const found = rows
    .filter(row => (language === '' || row.language === language) && isFound(row, search))
    .toSorted((a, b) => rankOf(a, detail) - rankOf(b, detail) || a.name.localeCompare(b.name));
  if (rows.length === 0) return <p className={styles.quiet}>{t('templates.noneYet', { network })}</p>;
  return (
    <>
      <div className={styles.filters}>
        <Field
          label={t('templates.search')}
          type="search"
          autoFocus
          value={search}
          onChange={event => setSearch(event.target.value)}
        />
        {languages.length > 1 && (
          <Select label={t('templates.language')} value={language} onChange={event => setLanguage(event.target.value)}>
            <option value="">{t('templates.allLanguages')}</option>
            {languages.map(one => (
              <option key={one} value={one}>
                {languageName(one, words.language)}
              </option>
            ))}
          </Select>
        )}
      </div>
      <p className={styles.found} role="status">
        {t('templates.found', { n: found.length })}
      </p>
      <ul className={styles.list}>
        {found.map(row => (
          <li key={`${row.name} ${row.language}`}>
            <Row row={row} network={network} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row({ row, network, onChoose }: { row: Template; network: string; onChoose: Props['onChoose'] }) {
  const { t, language } = useWords();
  const outside = useOutsideWords();
  const body = row.parts.find(part => part.kind === 'body')?.text ?? '';
  const why = whyNot(row);
  return (
    <button type="button" className={styles.row} disabled={why !== null} onClick={() => onChoose(row)}>
      <span className={styles.name}>
        <bdi>{row.name.replaceAll('_', ' ')}</bdi>
        <Badge>{languageName(row.language, language)}</Badge>
        <Badge meaning={row.category === 'marketing' ? 'soon' : 'plain'}>
          {t(`templates.category.${row.category}`)}
        </Badge>
      </span>
      <span className={styles.body} dir="auto">
        {oneLine(fillIn(body, examplesOf(row)))}
      </span>
      {why !== null && (
        <span className={styles.why}>
          {why === 'hindrance' ? outside(row.hindrance ?? '') : t(`templates.state.${why}`, { network })}
        </span>
      )}
    </button>
  );
}

function examplesOf({ variables }: Template): Record<string, string> {
  return Object.fromEntries(variables.map(({ key, example }) => [key, example ?? '…']));
}

function whyNot({ state, hindrance }: Template): 'waiting' | 'rejected' | 'paused' | 'hindrance' | null {
  if (state !== 'approved') return state;
  return hindrance === null ? null : 'hindrance';
}

function rankOf(row: Template, { conversation }: Detail): number {
  if (whyNot(row) !== null) return 2;
  return conversation.lang !== null && row.language.split(/[_-]/)[0] === conversation.lang.split('-')[0] ? 0 : 1;
}

function isFound({ name, parts }: Template, search: string): boolean {
  const asked = search.trim().toLowerCase();
  const words = [name, name.replaceAll('_', ' '), ...parts.map(({ text }) => text)].join('\n').toLowerCase();
  return asked === '' || asked.split(/\s+/).every(word => words.includes(word));
}

/** `en_US` as people call it; what no browser knows stays as it is. */
export function languageName(tag: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames(shownIn, { type: 'language' }).of(tag.replaceAll('_', '-')) ?? tag;
  } catch {
    return tag;
  }
}
