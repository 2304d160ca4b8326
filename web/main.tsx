// The ground first: what a part says of itself comes later and wins.
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { refreshSession } from './session.ts';
import { preferredLanguage, speak, storedLanguage } from './strings/words.ts';

async function begin(): Promise<void> {
  const language = preferredLanguage(storedLanguage(), navigator.languages);
  // Who is signed in and the words to say it in are asked for at the same time.
  await Promise.all([speak(language), refreshSession()]);
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no place for the desk');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

begin();
