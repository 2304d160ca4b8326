/** Words in very many posts, which say nothing by themselves. For a hint where no frequencies are known. */
const WORDS = `
  a about after all also am an and any are as at back be because been but by can could day did do does even first for from
  get go good got had has have he her here him his how i if in into is it its just know like look love make me more most my
  new no not now of on one only or other our out over people really said say see she so some still than that the their them
  then there these they thing think this time to today too two up us use very want was way we well were what when where which
  who why will with work would year yes you your
  aber als auch auf aus bei das dass dem den der des die du ein eine einen er es für hat ich im in ist ja kann man mich mir
  mit nicht noch nur oder schon sich sie sind so und von war was wenn wer wie wir zu zum
  como con de del el ella en es eso esta este la las le lo los más me mi muy no nos para pero por porque que se si sin son su
  te todo tu un una y ya yo
  au avec ce dans de des du elle en est et il je la le les mais ne nous on ou pas pour que qui sur tu un une vous
  che di e il in la non per sono um uma não com eu os het een van ik je niet
  αλλα αν απο για δεν ειναι εχω η θα και με μου να ο οι που σε στο τα τη την της τι το του των
  في من على ما لا هذا هذه أن إلى عن هو هي يا كل
`;

const COMMON = new Set(WORDS.split(/\s+/).filter(word => word !== ''));

export function isCommonWord(word: string): boolean {
  const plain = word.toLowerCase();
  return COMMON.has(plain) || COMMON.has(plain.normalize('NFD').replace(/\p{M}/gu, ''));
}
