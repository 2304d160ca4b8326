import { useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { type ApiRefusal, ask } from '../../../api.ts';
import { go, pathOf } from '../../../routes.ts';
import { chooseBrand, usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Check } from '../../../ui/Field.tsx';
import { Page } from '../../../ui/Page.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { complain, say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import styles from './Connect.module.css';
import { TEST } from './places.ts';

export type Offer = NonNullable<OutputOf<'finishConnect'>['pick']>;

type Props = {
  brandId: number;
  offer: Offer /** The choice is not open any more. */;
  onGone: (why: ApiRefusal) => void;
};

/** One sign-in opened several accounts: which of them become channels. */
export function PickAccounts({ brandId, offer, onGone }: Props) {
  const { t } = useWords();
  const { brand } = usePerson();
  const free = offer.accounts.filter(({ isHere }) => !isHere);
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    new Set(free.length === 1 ? [free[0]?.remoteId ?? ''] : []),
  );
  const [busy, setBusy] = useState(false);
  function turn(remoteId: string, isOn: boolean) {
    setPicked(before => new Set([...before].filter(id => id !== remoteId).concat(isOn ? [remoteId] : [])));
  }
  async function connect() {
    setBusy(true);
    try {
      const body = { pick: offer.pick, accounts: [...picked] };
      const { channels, refused } = await ask('pickAccounts', { brand: brandId, body });
      for (const { says } of refused) complain(says);
      const [first] = channels;
      if (first) say(t('channels.connected', { name: channels.map(({ name }) => oneLine(name)).join(', ') }));
      const place = { screen: 'channels', channel: first?.id ?? null, ...(first ? { step: TEST } : {}) } as const;
      if (brandId === brand.id) go(place, { replace: true });
      else chooseBrand(brandId, pathOf(place));
    } catch (error) {
      onGone(asRefusal(error));
    }
  }
  return (
    <Page title={t('connect.pick')}>
      <p className={styles.lead}>{t('connect.pickWhy', { n: offer.accounts.length })}</p>
      <ul className={styles.accounts}>
        {offer.accounts.map(({ remoteId, name, handle, isHere }) => (
          <li key={remoteId}>
            <Check
              checked={isHere || picked.has(remoteId)}
              disabled={isHere || busy}
              onChange={event => turn(remoteId, event.target.checked)}
              label={
                <span className={styles.account}>
                  <Avatar name={oneLine(name ?? handle ?? remoteId)} network={offer.network} picture={null} size={32} />
                  <span>
                    <bdi>{oneLine(name ?? handle ?? remoteId)}</bdi>
                    <small className={styles.quiet}>
                      {isHere ? t('connect.there', { n: 1 }) : name && handle && <bdi>{oneLine(handle)}</bdi>}
                    </small>
                  </span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <Button look="primary" size="large" disabled={busy || picked.size === 0} onClick={connect}>
          {t('connect.pickGo', { n: picked.size })}
        </Button>
      </div>
    </Page>
  );
}
