const APPLE = /Mac|iPhone|iPad/;

/** Whether this keyboard says ⌘ where others say Ctrl. */
export function isApple(): boolean {
  return typeof navigator !== 'undefined' && APPLE.test(navigator.userAgent);
}

/** The keys of a shortcut as drawn on the board, one string a key: `Shift+e` → `⇧`, `e`. */
export function drawnKeys(keys: string, apple: boolean = isApple()): string[] {
  const drawn: Record<string, string> = {
    Mod: apple ? '⌘' : 'Ctrl',
    Shift: '⇧',
    Alt: apple ? '⌥' : 'Alt',
    Enter: '↵',
    Escape: 'esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
  };
  return keys.split(' ').flatMap(press => press.split('+').map(key => drawn[key] ?? key));
}
