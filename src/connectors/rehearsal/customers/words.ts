/** From a script's line to what somebody says. */
import { ar } from './ar.ts';
import { de } from './de.ts';
import { between, dice, oneOf } from './dice.ts';
import { el } from './el.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Persona } from './personas.ts';
import type { Script } from './script.ts';
import { spam } from './spam.ts';

export type Company = { id: string; handle: string; name: string };
/** What a matter is about; it decides who waits and how the story goes on. */
export type Topic = 'complaint' | 'question' | 'request' | 'praise' | 'danger' | 'aside' | 'whisper' | 'noise' | 'spam';

const SCRIPTS: Record<Persona['lang'], Script> = { en, el, es, de, ar };
const PRODUCTS = ['Brio', 'Brio Plus', 'Lento', 'Presto S', 'Grano', 'Duetto'] as const;

const OPENINGS: Record<Exclude<Topic, 'spam'>, keyof Script> = {
  complaint: 'complaints',
  question: 'questions',
  request: 'requests',
  praise: 'praise',
  danger: 'danger',
  aside: 'asides',
  whisper: 'whispers',
  noise: 'noise',
};

export type Lines =
  | 'again'
  | 'angry'
  | 'thanks'
  | 'details'
  | 'unhappy'
  | 'inPrivate'
  | 'corrections'
  | 'pictures'
  | 'answers'
  | 'goodbyes';

/** @param n how many openings of this topic came before in this language: every line of a list is used before one comes again */
export function opening(topic: Topic, persona: Persona, company: Company, n: number, matter: string): string {
  const list = topic === 'spam' ? spam : (SCRIPTS[persona.lang][OPENINGS[topic]] as readonly string[]);
  const start = Math.floor(dice('start', topic, persona.lang) * list.length);
  return filled(list[(start + n) % list.length] ?? '', persona, company, matter);
}

/** @param matter names the story; its facts stay the same from line to line  @param about chooses the line */
export function lineOf(kind: Lines, persona: Persona, company: Company, matter: string, about: string): string {
  return filled(oneOf(SCRIPTS[persona.lang][kind], kind, about), persona, company, matter);
}

/** The same person keeps to the same order, machine and town within one matter. */
function filled(line: string, persona: Persona, company: Company, matter: string): string {
  const facts: Record<string, string> = {
    at: `@${company.handle}`,
    brand: company.name,
    product: oneOf(PRODUCTS, 'product', persona.handle),
    order: `${company.name.slice(0, 1).toUpperCase()}-${Math.floor(between(10_000, 99_999, 'order', persona.handle, matter))}`,
    city: persona.city,
    days: String(Math.floor(between(3, 11, 'days', persona.handle, matter))),
  };
  return line.replace(/\{(\w+)\}/g, (place, name: string) => facts[name] ?? place);
}
