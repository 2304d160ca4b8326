/** Posts for the matching benchmark: those of a folder, or made up in nine languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Matchable } from '../src/core/query/query.ts';

/** Every text of the folder's files: `text` of JSON lines, the turns of conversations, the last column of tables. */
export function readTexts(folder: string): string[] {
  const texts: string[] = [];
  for (const file of readdirSync(folder).sort()) {
    const whole = () => readFileSync(join(folder, file), 'utf8');
    if (file.endsWith('.jsonl'))
      for (const line of whole().split('\n')) if (line !== '') collect(readLine(line), texts);
    if (file.endsWith('.json')) collect(JSON.parse(whole()), texts);
    if (file.endsWith('.txt')) for (const line of whole().split('\n')) texts.push(line.slice(line.indexOf('\t') + 1));
  }
  return texts.filter(text => text !== '');
}

/** Some writers of JSON leave numbers that are none. */
function readLine(line: string): unknown {
  return JSON.parse(line.replace(/: NaN([,}])/g, ': null$1'));
}

const TEXT_FIELDS = new Set(['text', 'full_text', 'client', 'agent', 'utterance']);

function collect(value: unknown, texts: string[]): void {
  if (Array.isArray(value)) for (const each of value) collect(each, texts);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (typeof each === 'string') {
        if (TEXT_FIELDS.has(key)) texts.push(each);
      } else collect(each, texts);
    }
  }
}

/** Each language's commonest words, and a few that customers use. */
const TONGUES: Record<string, string> = {
  en: 'the to a and i you is it of in my for that on me this was have with so just be are not but we they can your all what at out like up if do no now when get how time good day about please help thanks waiting order delivery refund broken phone app account again never service customer flight store coffee machine',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí porque esta cuando muy sin sobre también me hasta hay donde quien gracias pedido espera roto tienda café avión',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum danke bestellung kaputt kundendienst größe',
  fr: "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la l'heure d'accord merci commande attente cassé café été où",
  pt: 'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito pedido obrigado quebrado',
  el: 'και το να του η της με που την από για είναι σε ο οι στο θα τη των δεν μου σας παραγγελία καφές μηχανή χάλασε βοήθεια περιμένω γιατί',
  ru: 'и в не на я что он с как это по но они мы она так его из за у от то же бы был заказ помощь сломался спасибо доставка кофе',
  ar: 'في من على و أن إلى هذا عن مع كان التي ما لا هو شركة طلب شكرا مساعدة متى قهوة الخدمة',
  tr: 'bir ve bu da de için çok ne mi ama gibi daha o kadar var ben sen değil sipariş teşekkürler bozuk kargo müşteri ışık İstanbul',
};
const UNSPACED: Record<string, string[]> = {
  ja: [
    'これ',
    'は',
    '注文',
    'が',
    '届か',
    'ない',
    'です',
    'コーヒー',
    'マシン',
    '壊れた',
    'ありがとう',
    'ございます',
    '今日',
    '待って',
    'います',
  ],
  zh: ['我', '的', '订单', '还', '没有', '到', '咖啡机', '坏了', '谢谢', '客服', '什么时候', '发货', '今天', '等'],
  th: ['ขอ', 'ความ', 'ช่วยเหลือ', 'สินค้า', 'ยัง', 'ไม่', 'ถึง', 'กาแฟ', 'เครื่อง', 'เสีย', 'ขอบคุณ'],
};
const EXTRAS = [
  '👍🏽',
  '😡',
  '😂😂😂',
  '💔',
  '☕️',
  '🇬🇷',
  '!!',
  '...',
  '#fail',
  '#customerservice',
  'https://t.example/a8Xk2',
  'soooo',
];

/** @param names strewn in, so that something is heard */
export function makeTexts(count: number, names: readonly string[], chance: () => number): string[] {
  const tongues = Object.entries(TONGUES).map(([, words]) => words.split(' '));
  const unspaced = Object.values(UNSPACED);
  const pick = <T>(list: readonly T[], power = 1): T => list[Math.floor(chance() ** power * list.length)] as T;
  return Array.from({ length: count }, () => {
    const isUnspaced = chance() < 0.15;
    const words = isUnspaced ? pick(unspaced) : chance() < 0.5 ? (tongues[0] ?? []) : pick(tongues);
    const length = 4 + Math.floor(chance() * 22);
    const parts = Array.from({ length }, () => (isUnspaced ? pick(words) : pick(words, 2.2)));
    if (chance() < 0.4) parts.push(pick(EXTRAS));
    if (chance() < 0.3) parts.unshift(`@${pick(names).toLowerCase().replaceAll(' ', '')}`);
    if (chance() < 0.15) parts.splice(Math.floor(length / 2), 0, pick(names));
    if (chance() < 0.05) parts.push(`#${pick(names).replaceAll(' ', '')}Fail`);
    return parts.join(isUnspaced ? '' : ' ');
  });
}

export function postOf(text: string): Matchable {
  return { text, title: null, authorHandle: null, lang: 'en', network: 'bluesky', links: [], hasMedia: false };
}
