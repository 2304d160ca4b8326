import { useState } from 'react';
import { fillPlaces, meantVariable, readPlaces, VARIABLES } from '../../../../src/core/saved-reply.ts';
import type { SavedReply } from '../../../live/reply-setup.ts';
import { usePerson } from '../../../session.ts';
import { useWords, type Words } from '../../../strings/words.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Field, Select, TextArea } from '../../../ui/Field.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { useAsked } from '../../../use-asked.ts';
import { type Attached, Attachments, upload } from '../../desk/Attachments.tsx';
import { LanguageOptions } from './LanguageOptions.tsx';
import styles from './Replies.module.css';

type Variant = SavedReply['variants'][number];
type Props = { variant: Variant; onChange: (variant: Variant) => void; onRemove: (() => void) | null };

/** The words for one language and network; several texts take turns. Mistakes are said while they are typed. */
export function VariantEditor({ variant, onChange, onRemove }: Props) {
  const words = useWords();
  const { t } = words;
  const [networks] = useAsked('listNetworks', {});
  const known = networks.kind === 'ready' ? networks.value.rows.filter(network => network.speaks.length > 0) : [];
  const setText = (index: number, text: string) => onChange({ ...variant, texts: variant.texts.with(index, text) });
  return (
    <fieldset className={styles.variant}>
      <legend className={styles.hidden}>{t('saved.variant')}</legend>
      <div className={styles.pair}>
        <Select
          label={t('saved.language')}
          value={variant.lang ?? ''}
          onChange={event => onChange({ ...variant, lang: event.target.value || null })}
        >
          <LanguageOptions any={t('saved.anyLanguage')} kept={variant.lang} />
        </Select>
        <Select
          label={t('saved.network')}
          value={variant.network ?? ''}
          onChange={event => onChange({ ...variant, network: event.target.value || null })}
        >
          <option value="">{t('saved.anyNetwork')}</option>
          {known.map(network => (
            <option key={network.id} value={network.id}>
              {network.name}
            </option>
          ))}
        </Select>
      </div>
      {variant.texts.map((text, index) => (
        <TextArea
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else names a text
          key={index}
          label={index === 0 ? t('saved.words') : t('saved.otherWords', { n: index + 1 })}
          dir="auto"
          rows={4}
          required
          value={text}
          onChange={event => setText(index, event.target.value)}
          bad={mistakeIn(text, words)}
          help={index === 0 ? <Places text={text} onAdd={name => setText(0, `${text}{{${name}}}`)} /> : undefined}
        />
      ))}
      <Pictures variant={variant} onChange={onChange} />
      <div className={styles.acts}>
        <Button size="small" onClick={() => onChange({ ...variant, texts: [...variant.texts, ''] })}>
          <Icon name="plus" size={16} /> {t('saved.addText')}
        </Button>
        {variant.texts.length > 1 && (
          <Button size="small" onClick={() => onChange({ ...variant, texts: variant.texts.slice(0, -1) })}>
            {t('saved.removeText')}
          </Button>
        )}
        {onRemove && (
          <Button size="small" onClick={onRemove}>
            {t('saved.removeVariant')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function mistakeIn(text: string, { t }: Words): string | undefined {
  const mistake = readPlaces(text).mistakes[0];
  if (!mistake) return undefined;
  const at = mistake.start + 1;
  if (mistake.kind === 'unclosed') return t('saved.unclosed', { at });
  if (mistake.kind === 'nameless') return t('saved.nameless', { at });
  const meant = meantVariable(mistake.name);
  const sentence = t('saved.unknown', { at, name: mistake.name });
  return meant ? `${sentence} ${t('saved.meant', { name: meant })}` : sentence;
}

const EXAMPLE = {
  first_name: 'Mara',
  name: 'Mara Quillfeather',
  handle: '@mara',
  network: 'Bluesky',
  order_number: 'KC-20418',
  answer_by: '17:00',
};

/** The places there are, to put in by one press, and the words with an example in them. */
function Places({ text, onAdd }: { text: string; onAdd: (name: string) => void }) {
  const { t } = useWords();
  const { me, brand } = usePerson();
  const values = { ...EXAMPLE, agent: me.name, agent_first_name: me.name.split(' ')[0] ?? '', brand: brand.name };
  const example = fillPlaces(text, values).text;
  return (
    <>
      <span className={styles.places}>
        {t('saved.places')}{' '}
        {VARIABLES.map(name => (
          <LinkButton key={name} onClick={() => onAdd(name === 'first_name' ? 'first_name|' : name)} dir="ltr">
            {name}
          </LinkButton>
        ))}
      </span>
      {example !== '' && example !== text.trim() && (
        <span className={styles.example} dir="auto">
          {t('saved.example')} {example}
        </span>
      )}
    </>
  );
}

const PICTURES_LIMIT = 4;

function Pictures({ variant, onChange }: Pick<Props, 'variant' | 'onChange'>) {
  const { t } = useWords();
  const { brand } = usePerson();
  const [attached, setAttached] = useState<readonly Attached[]>(() =>
    variant.media.map(({ mediaId, description }) => ({ key: mediaId, mediaId, description: description ?? '' })),
  );
  function keep(next: readonly Attached[]) {
    setAttached(next);
    const media = next.flatMap(({ mediaId, description }) =>
      mediaId ? [{ mediaId, description: description.trim() || null }] : [],
    );
    onChange({ ...variant, media });
  }
  async function attach(file: File | undefined) {
    if (!file) return;
    const mediaId = await upload(brand.id, file);
    keep([...attached, { key: mediaId, mediaId, description: '' }]);
  }
  return (
    <div className={styles.pictures}>
      <Attachments attached={attached} onChange={change => keep(change(attached))} />
      {attached.length < PICTURES_LIMIT && (
        <Field
          label={t('composer.attach')}
          type="file"
          accept="image/*"
          onChange={event => attach(event.target.files?.[0])}
        />
      )}
    </div>
  );
}
