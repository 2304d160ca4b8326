import { go } from '../../../routes.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { sumWords } from '../../../ui/dollars.ts';
import { oneLine } from '../../../ui/safe-text.ts';
import { utcDay } from '../../../ui/time.ts';
import type { Channel } from '../channel.ts';

/** The month's budget has stopped a channel: what stopped, until when, and who can change it. */
export function BudgetBanner({ channel, leads }: { channel: Channel /** To the channel. */; leads: boolean }) {
  const { t, language } = useWords();
  const { budget } = channel;
  if (budget === null || (budget.state !== 'usedUp' && budget.state !== 'readingStopped')) return null;
  const name = oneLine(channel.name);
  const day = utcDay(budget.beginsAnewAt, language);
  const isUsedUp = budget.state === 'usedUp';
  return (
    <Banner
      meaning={isUsedUp ? 'broken' : 'soon'}
      acts={
        leads && (
          <LinkButton onClick={() => go({ screen: 'channels', channel: channel.id })}>{t('cost.title')}</LinkButton>
        )
      }
    >
      {isUsedUp
        ? t('cost.usedUp', { name, day, budget: sumWords(budget.monthlyUsd, language) })
        : t('cost.readingStopped', { name, day, reserve: sumWords(budget.reserveUsd, language) })}{' '}
      {t('cost.askOwner')}
    </Banner>
  );
}
