/** What the numbers of an edge mean. */

/** What an edge says, and what a term asks for. */
export const WORD = 0;
export const TAG = 1;
export const HANDLE = 2;
/** The host of a link, or the end of one: `shop.kestrel.example`, `kestrel.example`, `example`. */
export const LINK = 3;

/** A word as it stands in the text; other edges over the same letters are readings of it. */
export const PIECE = 1;
/** Inside a hashtag. */
export const TAGGED = 2;
/** Another spelling: fewer letters of a long-drawn word, `ae` for `ä`. */
export const SPELLING = 4;
/** A Korean word without its particle. */
export const STEM = 8;
/** Several pieces as one word. */
export const JOINED = 16;
export const PICTURE = 32;
/** May have other spellings. */
export const VARIED = 64;

/** Places are this far apart; hashtags without capitals have places in between. */
export const STEP = 64;
/** How a piece is tied to the next one. */
export const LOOSE = 0;
export const TIED = 1;
export const TIED_BY_DOT = 2;
export const TIED_BY_COMMA = 3;

/** Numbers of one edge. */
export const EDGE_CELLS = 8;
/** Cells of an edge; the first, without a name, holds its kind, its flags, and how it is tied to the next. */
export const HASH = 1;
/** Where the folded word begins in `units`, and its length. */
export const FOLD = 2;
export const SIZE = 3;
/** In UTF-16 units of the text as it is read, plus `TITLE_BASE` in the title. Negative: not in the text at all. */
export const FROM = 4;
export const TO = 5;
/** Places, counted in `STEP`s. */
export const PLACE = 6;
export const NEXT = 7;

export const KIND_BITS = 0xf;
export const FLAGS_SHIFT = 4;
export const FLAGS_BITS = 0xff;
export const TIE_SHIFT = 12;
