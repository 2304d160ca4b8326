import { ask } from '../../../api.ts';
import { refusalWords } from '../../../refusal-words.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { complain, say } from '../../../ui/toast.ts';
import { asRefusal } from '../../../use-asked.ts';
import type { Channel } from '../channel.ts';

/** Opens the line to a network anew, now, and asks for what was missed. Nothing where there is no such line. */
export function Redial({ channel }: { channel: Channel }) {
  const words = useWords();
  const { t } = words;
  const { brand, may } = usePerson();
  async function redial() {
    try {
      await ask('redialChannel', { brand: brand.id, id: channel.id });
      say(t('health.redialled'));
    } catch (error) {
      complain(refusalWords(asRefusal(error), words));
    }
  }
  return may('lead') && channel.canRedial ? <LinkButton onClick={redial}>{t('health.redial')}</LinkButton> : null;
}
