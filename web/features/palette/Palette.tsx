import { useEffect, useMemo, useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { fold } from '../../../src/core/text.ts';
import type { ActionId } from '../../actions/action.ts';
import { perform, useAvailableActions } from '../../actions/registry.ts';
import { ApiRefusal, ask } from '../../api.ts';
import { holdRows } from '../../live/store.ts';
import { go } from '../../routes.ts';
import { usePerson } from '../../session.ts';
import { useWords } from '../../strings/words.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { IconName } from '../../ui/icons.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { networkName } from '../../ui/networks.ts';
import overlay from '../../ui/overlay/Overlay.module.css';
import { oneLine } from '../../ui/safe-text.ts';
import { nameOf } from '../desk/face.ts';
import styles from './Palette.module.css';

/** Typing pauses this long before conversations are looked for. */
const PAUSE_MS = 160;
const CONVERSATIONS_SHOWN = 6;

type Item = { id: string; words: string; icon: IconName; keys?: string; aside?: string; run: () => void };
type Section = { id: string; title: string; items: Item[] };

/** Everything that can be done now, and everybody who can be found, by typing a few letters. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const deeds = useDeedItems();
  const found = useConversationItems(typed.trim());
  const sections = useMemo(() => {
    const wanted = fold(typed.trim());
    const matching = deeds.filter(item => fold(item.words).includes(wanted));
    const all: Section[] = [
      { id: 'deeds', title: t('palette.deeds'), items: matching },
      { id: 'conversations', title: t('palette.conversations'), items: found },
    ];
    return all.filter(section => section.items.length > 0);
  }, [typed, deeds, found, t]);

  function run(id: string) {
    const item = sections.flatMap(section => section.items).find(candidate => candidate.id === id);
    onClose();
    // The palette gives the focus back first; what is done may then take it.
    setTimeout(() => item?.run(), 0);
  }

  return (
    <ModalOverlay className={overlay.scrim ?? ''} isOpen isDismissable onOpenChange={open => !open && onClose()}>
      <Modal className={styles.palette ?? ''}>
        <Dialog aria-label={t('action.palette')}>
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={t('action.palette')} autoFocus className={styles.search ?? ''}>
              <Icon name="search" />
              <Input placeholder={t('palette.placeholder')} />
              <Kbd keys="Escape" />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
            <section className={styles.scroll} tabIndex={0} aria-label={t('palette.found')}>
              <Menu
                aria-label={t('action.palette')}
                className={styles.list ?? ''}
                items={sections}
                onAction={key => run(String(key))}
                renderEmptyState={() => <p className={styles.none}>{t('palette.none')}</p>}
              >
                {section => (
                  <MenuSection id={section.id}>
                    <Header className={styles.heading}>{section.title}</Header>
                    <Collection items={section.items}>
                      {item => (
                        <MenuItem id={item.id} textValue={item.words} className={styles.item ?? ''}>
                          <Icon name={item.icon} />
                          <span className={styles.words} dir="auto">
                            {item.words}
                          </span>
                          {item.aside && (
                            <span className={styles.aside} dir="auto">
                              {item.aside}
                            </span>
                          )}
                          {item.keys && <Kbd keys={item.keys} />}
                        </MenuItem>
                      )}
                    </Collection>
                  </MenuSection>
                )}
              </Menu>
            </section>
          </Autocomplete>
          <footer className={styles.foot}>
            <span>
              <Kbd keys="ArrowUp ArrowDown" /> {t('palette.move')}
            </span>
            <span>
              <Kbd keys="Enter" /> {t('palette.do')}
            </span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Moving through a list makes no sense from inside another one. */
const LEFT_OUT: ReadonlySet<string> = new Set(['palette', 'down', 'up', 'open', 'send', 'sendAndResolve']);

function useDeedItems(): Item[] {
  const { t } = useWords();
  const available = useAvailableActions();
  return useMemo(
    () =>
      available
        .filter(action => !LEFT_OUT.has(action.id))
        .map(action => ({
          id: action.id,
          words: action.group === 'go' ? t('palette.goTo', { place: t(action.label) }) : t(action.label),
          icon: action.icon,
          keys: action.keys[0] ?? '',
          run: () => {
            perform(action.id as ActionId);
          },
        })),
    [available, t],
  );
}

function useConversationItems(q: string): Item[] {
  const words = useWords();
  const { brand } = usePerson();
  const [items, setItems] = useState<Item[]>([]);
  useEffect(() => {
    if (q.length < 2) {
      setItems([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const query = { q, limit: CONVERSATIONS_SHOWN };
        const page = await ask('search', { brand: brand.id, query, signal: stop.signal });
        holdRows(page.rows.map(hit => hit.conversation));
        setItems(
          page.rows.map(({ conversation, message }, index) => ({
            id: `conversation ${conversation.id} ${index}`,
            words: `${nameOf(conversation, words)} · ${networkName(conversation.network)}`,
            icon: conversation.visibility === 'private' ? 'lock' : 'person',
            aside: oneLine(message?.text ?? conversation.preview),
            run: () => go({ screen: 'desk', conversation: conversation.id }),
          })),
        );
      } catch (error) {
        // A search that was overtaken or declined only leaves the list of deeds.
        if (!(error instanceof ApiRefusal) && !stop.signal.aborted) throw error;
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q, brand.id, words]);
  return items;
}
