import { hashWord } from './hash.ts';
import { foldWord } from './words.ts';

/** How many words after a "not" are turned by it; the end of a sentence ends it sooner. */
export const NEGATION_REACH = 4;

const NEGATIONS = [
  "not no never none nobody nothing without cannot cant can't dont don't doesnt doesn't didnt didn't wont won't isnt isn't wasnt",
  "wasn't arent aren't werent weren't couldnt couldn't wouldnt wouldn't shouldnt shouldn't havent haven't hasnt hasn't hadnt hadn't",
  "aint ain't nor hardly barely nicht kein keine keinen keiner keinem nie niemals nichts ohne weder nunca ni sin tampoco jamas nada",
  'ne pas jamais aucun aucune sans rien non mai senza niente nessun nao nem sem nenhum nenhuma δεν δε μην μη χωρις ουτε ποτε οχι',
  'لا لم ليس ليست لن ما بدون غير مش مو nahi nahin nai mat',
];

const hashes = new Set(NEGATIONS.flatMap(line => line.split(' ')).map(word => hashWord(foldWord(word))));

/** @param hash of the folded word, by `hashWord` */
export function isNegation(hash: number): boolean {
  return hashes.has(hash);
}
