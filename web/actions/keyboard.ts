import { isApple } from '../ui/keys.ts';
import type { ActionId } from './action.ts';
import { matchPress, pressName } from './press.ts';
import { availableActions, perform } from './registry.ts';

/** Longest pause between the two presses of `g d`. */
const SEQUENCE_MS = 1200;

const SINGLE_KEYS_STORED_AS = 'heed.singleKeys';

/** Whether single letters act. Some people dictate or bump keys: they can switch them off and keep ⌘ and Ctrl. */
export function singleKeysOn(): boolean {
  return localStorage.getItem(SINGLE_KEYS_STORED_AS) !== 'off';
}

export function setSingleKeys(on: boolean): void {
  localStorage.setItem(SINGLE_KEYS_STORED_AS, on ? 'on' : 'off');
}

/** Listens to the whole page until the returned function is called. */
export function listenToKeys(): () => void {
  let begun = '';
  let forget: ReturnType<typeof setTimeout> | undefined;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || (event.repeat !== false && !REPEATING.has(event.key))) return;
    if (floats() && !event.ctrlKey && !event.metaKey) return;
    const name = pressName(event, isApple());
    const writing = isWriting(event.target);
    const match = matchPress(availableActions(), begun, name);
    clearTimeout(forget);
    begun = '';
    if (match.kind === 'none') return;
    const chord = name.startsWith('Mod+');
    if (!chord && (writing || !singleKeysOn())) return;
    if (match.kind === 'begun') {
      begun = match.presses;
      forget = setTimeout(() => {
        begun = '';
      }, SEQUENCE_MS);
      return;
    }
    if (writing && !match.action.whileWriting) return;
    // Enter and Space on a focused button or link are that button's.
    if (name === 'Enter' && isControl(event.target)) return;
    if (perform(match.action.id as ActionId)) event.preventDefault();
  }
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** Held down, these go on: walking through the queue. */
const REPEATING = new Set(['j', 'k']);

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('button, a, summary, [role="option"], [role="menuitem"]') !== null
  );
}

/** A dialog or menu is open: letters belong to it. */
function floats(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}
