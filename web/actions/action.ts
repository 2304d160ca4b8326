import type { WordKey } from '../strings/words.ts';
import type { IconName } from '../ui/icons.ts';

export type ActionGroup = 'move' | 'answer' | 'decide' | 'go' | 'anywhere';

export type Action = {
  id: string;
  /** Presses as in `g d`, `Mod+Enter`, `Shift+e`; several ways to the same deed are separate strings. */
  keys: readonly string[];
  group: ActionGroup;
  icon: IconName;
  label: WordKey;
  /** Works also while the person is writing. */
  whileWriting?: true;
};

/**
 * Everything the desk can be told to do, once. The keyboard, the palette, the menus, the hints and the page of keys are
 * all drawn from this list.
 */
export const ACTIONS = [
  { id: 'next', keys: ['n'], group: 'move', icon: 'forward', label: 'action.next' },
  { id: 'down', keys: ['j'], group: 'move', icon: 'down', label: 'action.down' },
  { id: 'up', keys: ['k'], group: 'move', icon: 'up', label: 'action.up' },
  { id: 'open', keys: ['Enter'], group: 'move', icon: 'door', label: 'action.open' },
  { id: 'back', keys: ['u'], group: 'move', icon: 'back', label: 'action.back' },
  { id: 'search', keys: ['/'], group: 'move', icon: 'search', label: 'action.search' },

  { id: 'reply', keys: ['r'], group: 'answer', icon: 'reply', label: 'action.reply' },
  { id: 'private', keys: ['p'], group: 'answer', icon: 'lock', label: 'action.private' },
  { id: 'note', keys: ['m'], group: 'answer', icon: 'note', label: 'action.note' },
  { id: 'send', keys: ['Mod+Enter'], group: 'answer', icon: 'send', label: 'action.send', whileWriting: true },
  {
    id: 'sendAndResolve',
    keys: ['Mod+Shift+Enter'],
    group: 'answer',
    icon: 'checks',
    label: 'action.sendAndResolve',
    whileWriting: true,
  },

  {
    id: 'keepPromise',
    keys: ['Mod+.'],
    group: 'answer',
    icon: 'clock',
    label: 'action.keepPromise',
    whileWriting: true,
  },

  {
    id: 'insertSuggestion',
    keys: ['Mod+i'],
    group: 'answer',
    icon: 'branch',
    label: 'action.insertSuggestion',
    whileWriting: true,
  },

  { id: 'assign', keys: ['a'], group: 'decide', icon: 'assign', label: 'action.assign' },
  { id: 'tag', keys: ['t'], group: 'decide', icon: 'tag', label: 'action.tag' },
  { id: 'snooze', keys: ['s'], group: 'decide', icon: 'snooze', label: 'action.snooze' },
  { id: 'prioritise', keys: ['i'], group: 'decide', icon: 'flame', label: 'bulk.priority' },
  { id: 'resolve', keys: ['e'], group: 'decide', icon: 'check', label: 'action.resolve' },
  { id: 'needsNoAnswer', keys: ['Shift+e'], group: 'decide', icon: 'checks', label: 'action.needsNoAnswer' },
  { id: 'auditComplaint', keys: ['1'], group: 'decide', icon: 'warn', label: 'audit.mark.complaint' },
  { id: 'auditAboutUs', keys: ['2'], group: 'decide', icon: 'brand', label: 'audit.mark.aboutUs' },
  { id: 'auditNotUs', keys: ['3'], group: 'decide', icon: 'close', label: 'audit.mark.notUs' },
  { id: 'auditCannotTell', keys: ['4'], group: 'decide', icon: 'more', label: 'audit.mark.cannotTell' },
  { id: 'select', keys: ['x'], group: 'decide', icon: 'check', label: 'action.select' },
  { id: 'selectRange', keys: ['Shift+x'], group: 'decide', icon: 'checks', label: 'action.selectRange' },
  { id: 'merge', keys: ['Shift+m'], group: 'decide', icon: 'link', label: 'action.merge' },
  { id: 'split', keys: ['Shift+s'], group: 'decide', icon: 'updown', label: 'action.split' },
  { id: 'moderate', keys: ['.'], group: 'decide', icon: 'more', label: 'action.moderate' },
  { id: 'explain', keys: ['w'], group: 'decide', icon: 'info', label: 'action.explain' },
  { id: 'undo', keys: ['z'], group: 'decide', icon: 'undo', label: 'action.undo' },

  { id: 'goDesk', keys: ['g d'], group: 'go', icon: 'desk', label: 'nav.desk' },
  { id: 'goTeam', keys: ['g t'], group: 'go', icon: 'team', label: 'nav.team' },
  { id: 'goListening', keys: ['g l'], group: 'go', icon: 'wave', label: 'nav.listening' },
  { id: 'goPeople', keys: ['g p'], group: 'go', icon: 'people', label: 'nav.people' },
  { id: 'goInsight', keys: ['g i'], group: 'go', icon: 'insight', label: 'nav.insight' },
  { id: 'goChannels', keys: ['g c'], group: 'go', icon: 'channels', label: 'nav.channels' },
  { id: 'goSettings', keys: ['g s'], group: 'go', icon: 'settings', label: 'nav.settings' },

  { id: 'views', keys: ['v'], group: 'move', icon: 'eye', label: 'action.views' },
  { id: 'notifications', keys: ['g n'], group: 'go', icon: 'bell', label: 'action.notifications' },

  { id: 'palette', keys: ['Mod+k'], group: 'anywhere', icon: 'search', label: 'action.palette', whileWriting: true },
  { id: 'help', keys: ['?'], group: 'anywhere', icon: 'key', label: 'action.help' },
  { id: 'foldPerson', keys: [']'], group: 'anywhere', icon: 'person', label: 'action.foldPerson' },
] as const satisfies readonly Action[];

export type ActionId = (typeof ACTIONS)[number]['id'];

const BY_ID = new Map<string, Action>(ACTIONS.map(action => [action.id, action]));

export function actionOf(id: ActionId): Action {
  const action = BY_ID.get(id);
  if (!action) throw new Error(`no action is called ${id}`);
  return action;
}

/** The first way to press an action, as drawn beside its words. */
export function keysOf(id: ActionId): string {
  return actionOf(id).keys[0] ?? '';
}
