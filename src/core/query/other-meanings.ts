/**
 * Names that mean something else to most people, and the words that give the other meaning away. A name among these is
 * asked for with those words left out. In the languages they are most often met in.
 */
export type OtherMeaning = { meaning: string; without: readonly string[] };

const MEANINGS: readonly (readonly [names: string, meaning: string, without: string])[] = [
  [
    'kestrel falcon hawk eagle osprey heron swift robin raven finch sparrow swallow dove',
    'a bird',
    'bird birds nest birding birdwatching wildlife',
  ],
  [
    'kingfisher pelican penguin puffin flamingo peacock owl stork crane',
    'a bird',
    'bird birds nest birding zoo wildlife',
  ],
  ['jaguar puma panther tiger lion leopard cougar lynx bobcat', 'a wild cat', 'zoo wildlife cub cubs safari prey'],
  [
    'fox wolf bear otter beaver badger gazelle zebra rhino bison buffalo antelope',
    'an animal',
    'zoo wildlife cub cubs forest hunting',
  ],
  ['mustang bronco colt pony', 'a horse', 'horse horses riding stable saddle'],
  ['dolphin whale orca shark salmon marlin', 'a sea animal', 'ocean fishing aquarium dive wildlife'],
  ['python cobra viper', 'a snake', 'snake snakes venom reptile zoo'],
  ['hornet wasp bee beetle ant cricket dragonfly butterfly', 'an insect', 'insect insects sting garden wings'],
  [
    'apple orange mango peach plum cherry lemon lime melon kiwi papaya apricot fig',
    'a fruit',
    'juice pie fruit tree recipe smoothie',
  ],
  ['blackberry raspberry blueberry strawberry cranberry', 'a berry', 'jam pie fruit picking recipe smoothie'],
  ['pepper ginger basil mint sage saffron cinnamon', 'a spice', 'recipe cooking garden tea salt'],
  ['rose lily iris daisy lotus tulip jasmine violet lilac', 'a flower', 'garden bloom blooming petals bouquet'],
  ['amazon', 'a river and a forest', 'river rainforest jungle basin'],
  ['delta', 'a landscape, a letter and a variant', 'river nile variant airborne'],
  ['saturn mercury mars jupiter venus neptune pluto', 'a planet', 'planet planets orbit telescope nasa astrology'],
  ['comet nova orion eclipse galaxy', 'a thing in the sky', 'telescope astronomy nasa stars orbit'],
  ['ruby emerald diamond pearl opal amber jade', 'a gem', 'necklace earrings jewelry ring gemstone'],
  ['granite slate marble flint', 'a stone', 'quarry geology rock countertop'],
  ['oak maple willow cedar birch elm', 'a tree', 'tree trees leaves forest wood'],
  ['nike hermes apollo athena artemis atlas zeus', 'a god', 'mythology goddess temple myth'],
  [
    'lincoln jackson madison jordan austin charlotte victoria georgia',
    'a person or a place',
    'president birthday county city',
  ],
  ['oracle sphinx phoenix unicorn dragon', 'a creature or a figure of myth', 'mythology prophecy myth legend'],
  ['monster ghost giant titan', 'a word of stories and films', 'movie film book game'],
  ['tide breeze storm thunder lightning', 'the weather or the sea', 'weather forecast beach wind'],
];

const BY_NAME = new Map(
  MEANINGS.flatMap(([names, meaning, without]) => {
    return names.split(' ').map(name => [name, { meaning, without: without.split(' ') }] as const);
  }),
);

/** Null where the name is not known to mean anything else. */
export function otherMeaningOf(name: string): OtherMeaning | null {
  return BY_NAME.get(name.toLowerCase()) ?? null;
}

/** Names that are everyday words: hardly any post with one is about the company, so only company talk beside it counts. */
const EVERYDAY = new Set(
  `
  always best boots bounce box bright bolt bumble buffer calm canvas chase chime clear cash dash discover dove echo
  edge even ever express first fit flow focus friend gap general glass glow gold good great green grid guess happy
  hello hinge home honest honey hope house island joy jet key kind leap level life light link live local look
  loom love magic match max meet mega method mini mint mobile moment monday motion move native nest next nice notion
  now oasis off one open orbit pace patch path peak people place plain play plus post prime pure quest quick rally rapid
  ready real rent ring rise root rush safe sandals savage score secret sense shell shift signal simple sky slack sling smart
  snap social sole sonic sound space spark spirit spot sprint square staples star start stem step stitch stripe subway sun
  super sure sweet target team thread three tide time title total touch trade true trust twist unity universal
  up urban value vanish verge vision visible visa vital wave way weave well whisper wild wise wish wonder word wow yes
  you zest zip zone zoom
  `
    .split(/\s+/)
    .filter(word => word !== ''),
);

/** Words people use when they talk of a company, in the languages the desk speaks. */
export const COMPANY_TALK: Readonly<Record<string, readonly string[]>> = {
  en: ['service', 'support', 'order*', 'deliver*', 'refund*', 'app', 'customer*', 'bought'],
  de: ['Kundenservice', 'Support', 'bestell*', 'geliefert', 'Lieferung', 'App', 'Kunde*', 'gekauft'],
  es: ['servicio', 'soporte', 'pedido*', 'entrega', 'reembolso', 'app', 'cliente*', 'compré'],
  el: ['εξυπηρέτηση', 'υποστήριξη', 'παραγγελ*', 'παράδοση', 'επιστροφή', 'εφαρμογή', 'πελάτ*', 'αγόρασα'],
  ar: ['خدمة', 'دعم', 'طلب', 'توصيل', 'استرداد', 'تطبيق', 'عميل', 'اشتريت'],
};

export function isEverydayWord(name: string): boolean {
  return EVERYDAY.has(name.toLowerCase());
}
