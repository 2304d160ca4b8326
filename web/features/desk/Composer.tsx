import { type RefObject, useRef } from 'react';
import { keysOf } from '../../actions/action.ts';
import { useAction } from '../../actions/registry.ts';
import type { ApiRefusal } from '../../api.ts';
import type { Detail } from '../../live/detail.ts';
import { refusalWords } from '../../refusal-words.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button, IconButton, LinkButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { RingDrawing } from '../../ui/Ring.tsx';
import { oneLine } from '../../ui/safe-text.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { complain } from '../../ui/toast.ts';
import { asRefusal } from '../../use-asked.ts';
import { type Attached, Attachments, upload } from './Attachments.tsx';
import styles from './Composer.module.css';
import { keepDraft, type Mode } from './drafts.ts';
import { nameOf, shortNameOf } from './face.ts';
import { goesByHand } from './hand-off.ts';
import { useMentions } from './MentionList.tsx';
import { AidBanners } from './replies/AidBanners.tsx';
import { AidTools } from './replies/AidTools.tsx';
import { Suggestion } from './replies/Suggestion.tsx';
import { useSlash } from './replies/use-slash.tsx';
import { Price, WindowLine } from './Terms.tsx';
import { TemplateOffer } from './templates/TemplateOffer.tsx';
import { useWriting } from './use-writing.ts';
import { Warnings } from './Warnings.tsx';
import type { Consent } from './warnings.ts';

type Props = {
  detail: Detail;
  mode: Mode;
  onMode: (mode: Mode) => void;
  writer: RefObject<HTMLTextAreaElement | null>;
};

/** Where people answer: always there, saying before anything is sent who will be able to read it. */
export function Composer({ detail, mode, onMode, writer }: Props) {
  const words = useWords();
  const { t } = words;
  const { may } = usePerson();
  const { conversation, channel } = detail;
  const name = shortNameOf(nameOf(conversation, words));
  const writing = useWriting(detail, mode);
  const mentioning = useMentions(mode === 'note', writing.text, writing.write, writer);
  const { text, attached, setAttached, warnings, limit, length, ready, send } = writing;
  const slash = useSlash({ writing, detail, mode });
  useAction('send', () => send(), ready);
  useAction('sendAndResolve', () => send({ resolve: true }), ready && mode !== 'note');

  function movePrivate() {
    keepDraft(conversation.id, 'private', text);
    writing.write('');
    onMode('private');
  }
  if (!may('answer')) return null;
  const look = mode === 'private' ? styles.asPrivate : mode === 'note' ? styles.asNote : '';
  return (
    <section className={`${styles.composer} ${look}`} aria-label={t('composer.label')}>
      <Modes mode={mode} onMode={onMode} networkName={channel.networkName} name={name} />
      <div className={styles.warnings}>
        <Suggestion detail={detail} mode={mode} text={text} aids={writing.aids} onInsert={slash.insert} />
      </div>
      <textarea
        ref={writer}
        className={styles.write}
        dir="auto"
        value={text}
        onChange={event => {
          writing.write(event.target.value);
          mentioning.onCaret();
        }}
        onSelect={mentioning.onCaret}
        {...mentioning.field}
        {...slash.attributes}
        onKeyDown={event => {
          if (slash.hears(event)) return;
          if (mentioning.onKey(event)) return;
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
        aria-label={t(`composer.write.${mode}`, { name })}
        placeholder={t(`composer.write.${mode}`, { name })}
      />
      {mentioning.list}
      {slash.shown}
      <div className={styles.warnings}>
        {writing.synced.replaced !== null && (
          <Banner
            meaning="soon"
            acts={
              <>
                <LinkButton onClick={writing.synced.takeReplaced}>{t('beside.takeOther')}</LinkButton>
                <LinkButton onClick={writing.synced.forgetReplaced}>{t('common.close')}</LinkButton>
              </>
            }
          >
            {t('beside.replaced')} <q dir="auto">{oneLine(writing.synced.replaced)}</q>
          </Banner>
        )}
        <Warnings
          warnings={warnings}
          networkName={channel.networkName}
          text={text}
          onSendAnyway={consent => send(consent)}
          onMovePrivate={movePrivate}
          onPrivate={mode === 'reply' ? () => onMode('private') : null}
        />
        <TemplateOffer key={conversation.id} detail={detail} mode={mode} />
        {!slash.isOpen && <AidBanners aids={writing.aids} />}
        {writing.refused && <Refused refusal={writing.refused} channel={channel} onSend={send} />}
      </div>
      <div className={styles.attached}>
        <Attachments attached={attached} onChange={setAttached} />
      </div>
      <WindowLine detail={detail} mode={mode} />
      <div className={styles.tools}>
        <AttachButton detail={detail} mode={mode} attached={attached} onChange={setAttached} />
        <AidTools aids={writing.aids} mode={mode} isEmpty={text === ''} onSavedReplies={slash.open} />
        {text !== '' && <span className={styles.draft}>{t('composer.kept')}</span>}
        <Price detail={detail} mode={mode} text={text} />
        <span className={styles.count}>{limit && text !== '' && <Count length={length} max={limit.max} />}</span>
        <SendButtons
          mode={mode}
          byHandOn={goesByHand(detail, mode) ? channel.networkName : null}
          ready={ready}
          onSend={() => send()}
          onSendAndResolve={() => send({ resolve: true })}
        />
      </div>
    </section>
  );
}

const CONSENTS: ReadonlyMap<string, Consent> = new Map([
  ['colleague_answered', { anyway: true }],
  ['shows_personal', { personal: true }],
]);

/** Why the server declined, and the way on where there is one. */
type RefusedProps = {
  refusal: ApiRefusal;
  channel: Detail['channel'];
  onSend: (way: Consent & { byHand?: boolean }) => void;
};

function Refused({ refusal, channel, onSend }: RefusedProps) {
  const words = useWords();
  const consent = CONSENTS.get(refusal.code);
  const byHandOn = refusal.details['byHand'] === true && channel.composing.handOff;
  const act = consent ? (
    <LinkButton onClick={() => onSend(consent)}>{words.t('warning.sendAnyway')}</LinkButton>
  ) : (
    byHandOn && (
      <LinkButton onClick={() => onSend({ byHand: true })}>
        {words.t('handOff.copyAndOpen', { network: channel.networkName })}
      </LinkButton>
    )
  );
  return (
    <Banner meaning="broken" urgent acts={act}>
      {refusalWords(refusal, words)}
    </Banner>
  );
}

type ModesProps = { mode: Mode; onMode: (mode: Mode) => void; networkName: string; name: string };

function Modes({ mode, onMode, networkName, name }: ModesProps) {
  const { t } = useWords();
  return (
    <div className={styles.modes}>
      <Tabs<Mode>
        label={t('composer.modes')}
        className={styles.tabs}
        value={mode}
        onChange={onMode}
        tabs={[
          {
            value: 'reply',
            label: (
              <>
                {t('composer.reply')} <Kbd keys={keysOf('reply')} />
              </>
            ),
          },
          {
            value: 'private',
            className: styles.private,
            label: (
              <>
                <Icon name="lock" size={14} /> {t('composer.private')}{' '}
                <Kbd keys={keysOf('private')} filled={mode === 'private'} />
              </>
            ),
          },
          {
            value: 'note',
            label: (
              <>
                <Icon name="note" size={14} /> {t('composer.note')} <Kbd keys={keysOf('note')} />
              </>
            ),
          },
        ]}
      />
      <span className={styles.to}>
        <Icon name={mode === 'reply' ? 'globe' : mode === 'private' ? 'lock' : 'note'} size={14} />
        <span>
          {mode === 'reply' && t('composer.everyone', { network: networkName })}
          {mode === 'private' && t('composer.only', { name })}
          {mode === 'note' && t('note.only')}
        </span>
      </span>
    </div>
  );
}

/** Red only once it is too long; amber from the last fifth. */
function Count({ length, max }: { length: number; max: number }) {
  const { t } = useWords();
  const left = Math.max(0, 1 - length / max);
  const kind = length > max ? 'late' : left <= 0.2 ? 'soon' : 'running';
  return (
    <>
      <span className={length > max ? styles.tooLong : undefined}>
        {length} / {max}
      </span>
      <RingDrawing now={`${kind}:${Math.ceil(left * 100)}`} label={t('composer.left', { n: max - length })} />
    </>
  );
}

type SendProps = {
  mode: Mode;
  /** The network on whose own page it is answered by hand. */
  byHandOn: string | null;
  ready: boolean;
  onSend: () => void;
  onSendAndResolve: () => void;
};

function SendButtons({ mode, byHandOn, ready, onSend, onSendAndResolve }: SendProps) {
  const { t } = useWords();
  const look = mode === 'private' ? 'private' : mode === 'note' ? 'plain' : 'primary';
  return (
    <span className={styles.split}>
      <Button look={look} disabled={!ready} onClick={onSend}>
        {mode === 'private' && <Icon name="lock" size={16} />}
        {byHandOn !== null && <Icon name="copy" size={16} />}
        {byHandOn === null ? t(`composer.send.${mode}`) : t('handOff.copyAndOpen', { network: byHandOn })}{' '}
        <Kbd keys={keysOf('send')} filled={ready && mode !== 'note'} />
      </Button>
      {mode !== 'note' && (
        <IconButton
          look={look}
          icon="check"
          disabled={!ready}
          label={t(byHandOn === null ? 'action.sendAndResolve' : 'handOff.andResolve')}
          onClick={onSendAndResolve}
        />
      )}
    </span>
  );
}

type AttachProps = {
  detail: Detail;
  mode: Mode;
  attached: readonly Attached[];
  onChange: (change: (attached: readonly Attached[]) => readonly Attached[]) => void;
};

function AttachButton({ detail, mode, attached, onChange }: AttachProps) {
  const words = useWords();
  const { brand } = usePerson();
  const file = useRef<HTMLInputElement>(null);
  const allowed = detail.channel.composing.media;
  if (mode === 'note' || !allowed || allowed.perPost === 0 || goesByHand(detail, mode)) return null;
  async function attach(files: FileList | null) {
    const free = (allowed?.perPost ?? 0) - attached.length;
    for (const picked of [...(files ?? [])].slice(0, free)) {
      if (allowed && picked.size > allowed.maxBytes) {
        complain(words.t('composer.tooLarge', { name: picked.name, mb: Math.floor(allowed.maxBytes / 1_000_000) }));
        continue;
      }
      const key = newKey();
      onChange(all => [...all, { key, mediaId: null, description: '' }]);
      try {
        const mediaId = await upload(brand.id, picked);
        onChange(all => all.map(item => (item.key === key ? { ...item, mediaId } : item)));
      } catch (error) {
        onChange(all => all.filter(item => item.key !== key));
        complain(refusalWords(asRefusal(error), words));
      }
    }
  }
  return (
    <>
      <input
        ref={file}
        type="file"
        hidden
        multiple={allowed.perPost > 1}
        accept={allowed.types.join(',')}
        onChange={event => {
          attach(event.target.files);
          event.target.value = '';
        }}
      />
      <IconButton
        icon="clip"
        label={words.t('composer.attach')}
        disabled={attached.length >= allowed.perPost}
        onClick={() => file.current?.click()}
      />
    </>
  );
}

let keys = 0;
function newKey(): string {
  keys += 1;
  return `picture ${keys}`;
}
