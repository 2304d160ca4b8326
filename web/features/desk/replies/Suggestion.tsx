import { keysOf } from '../../../actions/action.ts';
import { useAction } from '../../../actions/registry.ts';
import type { Detail } from '../../../live/detail.ts';
import type { SavedReply } from '../../../live/reply-setup.ts';
import { useWords } from '../../../strings/words.ts';
import { Banner } from '../../../ui/Banner.tsx';
import { LinkButton } from '../../../ui/Button.tsx';
import { Kbd } from '../../../ui/Kbd.tsx';
import { oneLine } from '../../../ui/safe-text.ts';
import type { Mode } from '../drafts.ts';
import type { Aids } from './use-aids.ts';

type Props = {
  detail: Detail;
  mode: Mode;
  /** What is written already; a suggestion never stands in its way. */
  text: string;
  aids: Aids;
  onInsert: (reply: SavedReply) => void;
};

/** What a rule would say: put in at a press, read and sent by a person. */
export function Suggestion({ detail: { suggestion }, mode, text, aids, onInsert }: Props) {
  const { t } = useWords();
  const isFree = mode !== 'note' && text === '';
  const reply = isFree ? aids.replies.find(one => one.id === suggestion?.savedReplyId) : undefined;
  const insert = () => reply && onInsert(reply);
  useAction('insertSuggestion', insert, reply !== undefined);
  if (!reply || !suggestion) return null;
  return (
    <Banner
      icon="branch"
      acts={
        <LinkButton onClick={insert}>
          {t('suggestion.insert')} <Kbd keys={keysOf('insertSuggestion')} />
        </LinkButton>
      }
    >
      {t('suggestion.says', { rule: oneLine(suggestion.ruleName), title: oneLine(reply.title) })}
    </Banner>
  );
}
