import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../src/contract/api.ts';
import { type ApiRefusal, ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { go, pathOf } from '../../../routes.ts';
import { chooseBrand, usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Empty } from '../../../ui/Empty.tsx';
import { Page } from '../../../ui/Page.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import { say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import { keepBegun } from './kept.ts';
import { type Offer, PickAccounts } from './PickAccounts.tsx';
import { CONNECT, SIGN_IN, TEST } from './places.ts';

type Props = { network: string; answer: string };

/** The network sent the person back: what it says is good once, so it is asked once, however often this is drawn. */
const asked = new Map<string, Promise<OutputOf<'finishConnect'>>>();

function finish(brand: number, answer: string): Promise<OutputOf<'finishConnect'>> {
  const running = asked.get(answer) ?? ask('finishConnect', { brand, body: { answer } });
  asked.set(answer, running);
  return running;
}

/** Ends a sign-in at the network's own page, and lands where its result is: the channel, or the form with the reason. */
export function CameBack({ network, answer }: Props) {
  const words = useWords();
  const { t } = words;
  const { me, brand } = usePerson();
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const begunIn = brandIn(answer);
  const id = me.brands.find(one => one.id === begunIn)?.id ?? brand.id;

  useEffect(() => {
    // The code in the address is nobody else's business, nor the history's.
    history.replaceState(null, '', pathOf({ screen: 'came-back', network, answer }));
    finish(id, answer).then(
      ({ channel, isNew, pick }) => {
        if (channel === null) return setOffer(pick);
        say(t(isNew ? 'channels.connected' : 'mend.done', { name: oneLine(channel.name) }));
        const place = { screen: 'channels', channel: channel.id, step: TEST } as const;
        if (id === brand.id) go(place, { replace: true });
        else chooseBrand(id, pathOf(place));
      },
      (error: unknown) => {
        const why = asRefusal(error);
        const begun = begunBy(why);
        if (begun === null || id !== brand.id) return setRefusal(why);
        keepBegun({ ...begun, refusal: why });
        const { channelId } = begun;
        const place = channelId === null ? [CONNECT, begun.network] : [channelId, SIGN_IN];
        go({ screen: 'channels', channel: place[0] ?? null, step: place[1] ?? null }, { replace: true });
      },
    );
  }, [id, brand.id, network, answer, t]);

  const again = () => go({ screen: 'channels', channel: CONNECT, step: network }, { replace: true });
  if (offer && !refusal) return <PickAccounts brandId={id} offer={offer} onGone={setRefusal} />;
  return (
    <Page title={t('channels.connectTitle')}>
      {refusal ? (
        <Empty icon="stop" title={t('connect.failed')} acts={<Button onClick={again}>{t('connect.again')}</Button>}>
          {refusalWords(refusal, words)}
        </Empty>
      ) : (
        <Empty icon="channels" title={t('connect.finishing')}>
          {t('connect.finishingWhy')}
        </Empty>
      )}
    </Page>
  );
}

/** A state begins with the number of its brand, so that the person may have turned to another one meanwhile. */
function brandIn(answer: string): number | null {
  const [, brand] = /^(\d{1,9})\./.exec(new URLSearchParams(answer).get('state') ?? '') ?? [];
  return brand === undefined ? null : Number(brand);
}

/** What had been typed, as the server hands it back beside its refusal. */
function begunBy({ details }: ApiRefusal) {
  const begun = details['begun'] as
    | { network: string; channelId: string | null; form: Record<string, string>; name: string | null }
    | undefined;
  if (begun === undefined) return null;
  const { network, channelId, form, name } = begun;
  return { network, channelId, values: { ...form, ...(name === null ? {} : { ' name': name }) } };
}
