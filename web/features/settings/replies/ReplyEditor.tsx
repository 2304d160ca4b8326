import { type FormEvent, useState } from 'react';
import type { BodyOf } from '../../../../src/contract/api.ts';
import { ask } from '../../../api.ts';
import type { SavedReply } from '../../../live/reply-setup.ts';
import { usePerson } from '../../../session.ts';
import { useWords } from '../../../strings/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Check, Field } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import styles from '../Settings.module.css';
import { useDeed } from '../use-deed.ts';
import { MacroEditor } from './MacroEditor.tsx';
import { VariantEditor } from './VariantEditor.tsx';

type Variant = SavedReply['variants'][number];
const BLANK: Variant = { lang: null, network: null, texts: [''], media: [] };

type Props = { reply: SavedReply | null; onDone: () => void; onClose: () => void };

/** One saved reply: its name, its words by language and network, and what it does besides. */
export function ReplyEditor({ reply, onDone, onClose }: Props) {
  const { t } = useWords();
  const { brand, may } = usePerson();
  const deed = useDeed();
  const [variants, setVariants] = useState<readonly Variant[]>(reply?.variants ?? [BLANK]);
  const [actions, setActions] = useState<SavedReply['actions']>(reply?.actions ?? []);
  const [holding, setHolding] = useState(reply?.holding ?? false);
  const [own, setOwn] = useState(reply ? reply.ownerId !== null : !may('lead'));
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const body: BodyOf<'makeSavedReply'> = {
      title: text('title'),
      shortcut: text('shortcut').replace(/^\//, '') || null,
      folder: text('folder'),
      tags: text('tags')
        .split(',')
        .map(tag => tag.trim())
        .filter(tag => tag !== ''),
      variants: [...variants],
      actions,
      holding,
      own,
    };
    const save = () =>
      reply
        ? ask('changeSavedReply', { brand: brand.id, id: reply.id, body: { ...body, version: reply.version } })
        : ask('makeSavedReply', { brand: brand.id, body });
    if (await deed.run(save, t('settings.saved'))) onDone();
  }
  async function remove() {
    if (reply && (await deed.run(() => ask('removeSavedReply', { brand: brand.id, id: reply.id }), t('saved.removed'))))
      onDone();
  }
  function change(index: number, variant: Variant | null) {
    setVariants(all => (variant ? all.with(index, variant) : all.toSpliced(index, 1)));
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.line}>
        <Field label={t('saved.title')} name="title" defaultValue={reply?.title} required maxLength={120} />
        <Field
          label={t('saved.shortcut')}
          name="shortcut"
          defaultValue={reply?.shortcut ?? ''}
          maxLength={40}
          dir="ltr"
        />
      </div>
      <div className={styles.line}>
        <Field label={t('saved.folder')} name="folder" defaultValue={reply?.folder} maxLength={60} />
        <Field label={t('saved.tags')} name="tags" defaultValue={reply?.tags.join(', ')} maxLength={400} />
      </div>
      {variants.map((variant, index) => (
        <VariantEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else names a variant, and none is drawn from what it was before
          key={`${index} of ${variants.length}`}
          variant={variant}
          onChange={next => change(index, next)}
          onRemove={variants.length > 1 ? () => change(index, null) : null}
        />
      ))}
      <Button size="small" onClick={() => setVariants(all => [...all, BLANK])}>
        <Icon name="plus" size={16} /> {t('saved.addVariant')}
      </Button>
      <MacroEditor actions={actions} onChange={setActions} />
      <Check label={t('holding.saved')} checked={holding} onChange={event => setHolding(event.target.checked)} />
      {!reply && may('lead') && (
        <Check label={t('saved.own')} checked={own} onChange={event => setOwn(event.target.checked)} />
      )}
      <div className={styles.acts}>
        <Button type="submit" look="primary" disabled={deed.busy}>
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        {reply && (
          <Button look="danger" onClick={remove} disabled={deed.busy}>
            {t('saved.remove')}
          </Button>
        )}
      </div>
    </form>
  );
}
