/** One letter to the mail server of the house, and what it said to it. */
import { createTransport, type SendMailOptions } from 'nodemailer';

/** `url`: smtp://user:password@mail.example:587, or smtps://. `from`: Heed <desk@kestrel.example>. */
export type MailServer = { url: string; from: string };
export type Letter = Pick<SendMailOptions, 'subject' | 'text' | 'html' | 'attachments' | 'messageId'> & {
  to: string;
  headers?: Record<string, string>;
};

const TIMEOUT_MS = 20_000;
const SAID_LIMIT = 300;
/** SMTP's own word for "never" begins with a five. */
const NEVER_FROM = 500;

/** @throws whatever the server or the way to it said */
export async function postLetter({ url, from }: MailServer, { to, headers, ...letter }: Letter): Promise<void> {
  const waits = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url, ...waits, disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      from,
      // As an object it is one address, whatever it holds.
      to: { name: '', address: to },
      ...letter,
      headers: { 'auto-submitted': 'auto-generated', ...headers },
    });
  } finally {
    transport.close();
  }
}

export function hostOf(url: string): string {
  return URL.parse(url)?.hostname || 'localhost';
}

export function isForGood(error: unknown): boolean {
  const code = error instanceof Error && 'responseCode' in error ? error.responseCode : null;
  return typeof code === 'number' && code >= NEVER_FROM;
}

export function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/\s+/g, ' ').trim().slice(0, SAID_LIMIT);
}
