/** Words from outside, made fit to stand among ours. */

const SAID_LIMIT = 500;

/** Control and direction characters could rewrite what stands around them; they are shown as a dot instead. */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export function harmless(text: string): string {
  return text.replace(UNSEEN, '·');
}

export function clipped(said: string): string {
  const plain = harmless(said);
  return plain.length > SAID_LIMIT ? `${plain.slice(0, SAID_LIMIT - 1)}…` : plain;
}
