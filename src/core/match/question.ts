/** Whether a text asks something. The marks and words are listed in docs/matching.md. */
import { type Reading, TITLE_BASE } from './reading.ts';

const MARKS = /[?？؟⸮՞፧꘏⁇⁈⁉‽¿\u037e﹖︖❓❔⳺⳻\u{11143}\u{1e95f}]/u;
/** In Greek a semicolon asks. */
const GREEK = /\p{Script=Greek}[\p{M}\s»"”'’)]*[;；﹔]/u;
/** Words that ask without a mark: Chinese, Japanese, Thai, Korean. */
const WORDS =
  /[吗嗎]|(?:です|ます|ません|でした|ました|でしょう)か(?![\p{Script=Hiragana}])|ไหม|มั้ย|ไม๊|หรือเปล่า|รึเปล่า|(?:니까|까요|나요|가요|을까|니까)(?![가-힣])/u;

export function asks(reading: Reading): boolean {
  return asksIn(reading, 0) || asksIn(reading, 1);
}

/** What stands in links asks nothing. */
function asksIn({ texts, links }: Reading, field: 0 | 1): boolean {
  const base = field * TITLE_BASE;
  const text = texts[field];
  let start = 0;
  for (let i = 0; i < links.length; i += 2) {
    const from = (links[i] ?? 0) - base;
    const to = (links[i + 1] ?? 0) - base;
    if (from < start || from >= text.length) continue;
    if (isQuestion(text.slice(start, from))) return true;
    start = to;
  }
  return isQuestion(text.slice(start));
}

function isQuestion(text: string): boolean {
  return MARKS.test(text) || GREEK.test(text) || WORDS.test(text.normalize('NFC'));
}
