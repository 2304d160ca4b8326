/**
 * Whether a post that tags nobody wants a person: by the plainest signs, words of trouble and questions, in the languages
 * most customers write. It decides which matches open a conversation by themselves; everything else stays visible under
 * Listening. Rather one too many than one too few.
 */
import { wordsOf } from '../text.ts';

export type Wants = 'complaint' | 'question' | 'request';
/** `because`: the words or the sign that decided, as folded for comparing. */
export type Wanting = { wants: Wants | null; because: string[] };

/** Longest text looked at, in UTF-16 units: who complains says so early. */
const READ_LIMIT = 4_000;
const QUESTION_MARK = /[?？؟⁇՞]|;\s*$/u;

/** Beginnings of folded words. Short ones are whole words, marked by a full stop. */
const TROUBLE = `
broke broken. leak leaking faulty defect defective refund terrible awful worst useless scam fraud ripoff overcharged rude
disappoint unacceptable ridiculous complain complaint furious angry disgust fail. fails. failed. failing failure unhappy
nightmare horrible pathetic joke. cancelled. delayed. lost. stolen damaged missing. ignored. waiting. crash crashes crashed
crashing error errors bug. buggy stuck. locked. hate. hates avoid. never. stopped. refuses refused unusable overheat
kaputt defekt undicht undichte enttausch frechheit unverschamt katastroph schlecht schlimm reklam beschwer erstattung
ruckerstattung betrug arger argerlich wutend wartezeit funktioniert. niemand. fehlt. fehler storung verspat abgesturzt nie.
roto. rota. rompio averia defectuos devolucion reembolso estafa pesimo pesima terrible horrible queja quejas nadie. nunca.
decepcion verguenza fatal. estropead retras perdido. falla. fallo. gotea inaceptable
casse cassee panne defectueu rembours arnaque honte inadmissible decu decue decevant horrible plainte jamais. personne. fuit.
rotto. rotta. difettos rimborso truffa delus vergogn pessim mai. nessuno. reclamo perde.
quebrad quebrou defeit reembolso golpe. pessim reclama decepcion vergonha nunca. ninguem
χαλασ χαλασμεν σπασμεν ελαττωματ επιστροφη απατη απαραδεκτ απογοητευ χαλια παραπον κανεις. ποτε. ντροπη τραγικ καθυστερ σταζει διαρροη
مكسور مكسوره مكسورة معطل معطله معطلة عطل شكوى استرداد احتيال سيء سيئ سيئه سيئة اسوا خايب تاخير متاخر فضيحه لا. احد.
kapot. defect. terugbetal oplicht slecht klacht teleurgesteld nooit. niemand. lekt.
zepsut zwrot. oszust fatalny fataln reklamacj awari nigdy. bozuk bozuldu iade. rezalet sikayet berbat
`;
const ASKING = `
how. where. when. why. who. which. what. anyone. anybody. does. can. is. are. wie. wo. wann. warum. wer. welche. kennt. hat.
como. donde. cuando. porque. quien. cual. alguien. comment. ou. quand. pourquoi. qui. quel. quelqu come. dove. quando. perche. chi. qualcuno.
πως. που. ποτε. γιατι. ποιος. ποιο. κανεις. ξερει. كيف. اين. متى. لماذا. هل. من. waar. hoe. wanneer. waarom. wie. iemand.
`;
const REQUEST = `
help. please. support. pls. need. want. cancel. exchange. replace. replacement. hilfe. bitte. brauche. ayuda. favor. necesito. quiero.
aide. besoin. svp. aiuto. bisogno. ajuda. preciso. βοηθεια. παρακαλω. χρειαζομαι. θελω. مساعده مساعدة. ارجو. اريد. احتاج. hulp. graag.
`;

const trouble = listOf(TROUBLE);
const asking = listOf(ASKING);
const request = listOf(REQUEST);

export function readWants(text: string): Wanting {
  const read = text.slice(0, READ_LIMIT);
  return wantsOf(
    read,
    wordsOf(read).map(({ folded }) => folded),
  );
}

function wantsOf(read: string, words: readonly string[]): Wanting {
  const troubles = words.filter(word => isIn(trouble, word));
  if (troubles.length > 0) return { wants: 'complaint', because: unique(troubles) };
  if (QUESTION_MARK.test(read)) return { wants: 'question', because: ['?'] };
  const asked = words[0] !== undefined && isIn(asking, words[0]) ? [words[0]] : [];
  if (asked.length > 0 && words.length > 3) return { wants: 'question', because: asked };
  const requests = words.filter(word => isIn(request, word));
  return requests.length > 0 ? { wants: 'request', because: unique(requests) } : { wants: null, because: [] };
}

/** `beginnings`: by their first letters, as many as the shortest has, so that most words are dismissed by one look. */
type List = { whole: ReadonlySet<string>; beginnings: ReadonlyMap<string, readonly string[]>; shortest: number };

function listOf(lines: string): List {
  const entries = lines.trim().split(/\s+/);
  const whole = entries.filter(entry => entry.endsWith('.')).map(entry => entry.slice(0, -1));
  const beginnings = entries.filter(entry => !entry.endsWith('.'));
  const shortest = Math.min(...beginnings.map(b => b.length));
  return { whole: new Set(whole), beginnings: Map.groupBy(beginnings, b => b.slice(0, shortest)), shortest };
}

function isIn({ whole, beginnings, shortest }: List, word: string): boolean {
  if (whole.has(word)) return true;
  return (beginnings.get(word.slice(0, shortest)) ?? []).some(beginning => word.startsWith(beginning));
}

function unique(words: string[]): string[] {
  return [...new Set(words)];
}
