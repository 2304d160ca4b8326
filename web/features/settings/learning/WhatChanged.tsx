import type { Aspect } from '../../../../src/core/triage/reading.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { AskedView } from '../../../ui/AskedView.tsx';
import { RouteLink } from '../../../ui/RouteLink.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { useAsked } from '../../../use-asked.ts';
import { valueWords } from '../../desk/readings/reading-words.ts';
import styles from './Learning.module.css';

/** The newest posts that a version reads otherwise, each opening its conversation. */
export function WhatChanged({ aspect, version }: { aspect: Aspect; version: number }) {
  const words = useWords();
  const { t, rich, language } = words;
  const { brand } = usePerson();
  const [asked, again] = useAsked('whatChanged', { brand: brand.id, query: { aspect, version } });
  const list = new Intl.ListFormat(language);
  const named = (values: readonly string[]) =>
    values.length === 0 ? t('learning.nothing') : list.format(values.map(value => valueWords(aspect, value, words)));
  return (
    <AskedView asked={asked} again={again} rows={2}>
      {({ rows, changes, lookedAt }) => (
        <>
          <p className={styles.means}>
            {changes === 0
              ? t('learning.noChanges', { all: lookedAt })
              : t('learning.changed', { n: changes, all: lookedAt })}
          </p>
          <ul className={styles.posts} aria-label={t('learning.changesOf', { n: version })}>
            {rows.map(({ messageId, conversationId, preview, was, is }) => (
              <li key={messageId}>
                <RouteLink to={{ screen: 'desk', conversation: conversationId }} className={styles.post}>
                  <span dir="auto">{oneLine(preview) || t('queue.noWords')}</span>
                </RouteLink>
                <span className={styles.wasIs}>
                  {rich('learning.wasIs', { was: named(was), is: <b key="is">{named(is)}</b> })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </AskedView>
  );
}
