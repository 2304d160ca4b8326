export type Theme = 'system' | 'light' | 'dark';

const STORED_AS = 'heed.theme';

/** The theme chosen on this machine. `public/theme.js` applies it before the first paint. */
export function readTheme(): Theme {
  const kept = localStorage.getItem(STORED_AS);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(STORED_AS);
    delete document.documentElement.dataset['theme'];
  } else {
    localStorage.setItem(STORED_AS, theme);
    document.documentElement.dataset['theme'] = theme;
  }
}
