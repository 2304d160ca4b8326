/** Messages a network has approved beforehand, for when nobody may write freely any more. */

export type Template = {
  name: string;
  /** As the network writes it: `en_US`. */
  language: string;
  /** The network's own kinds; they have prices of their own. */
  category: 'utility' | 'marketing' | 'authentication' | 'other';
  /** Only `approved` ones can be sent; the others are shown with why not. */
  state: 'approved' | 'waiting' | 'rejected' | 'paused';
  /** In the order they are read. `{{1}}` or `{{name}}` stands for what is filled in. */
  parts: { kind: 'header' | 'body' | 'footer' | 'button'; text: string }[];
  /** What is to be filled in, in the order it stands; `example` is what the network was shown. `of` is the part it stands in. */
  variables: { key: string; of: 'header' | 'body' | 'button'; example: string | null }[];
  /** Null where the network does not say: a note in words says how it is charged. */
  priceUsd: number | null;
  priceNote: string | null;
  /** Why it cannot be sent from here (a picture in its head), in plain words; null where it can. */
  hindrance: string | null;
};

/** `values` by the key of the variable. */
export type TemplateChoice = { name: string; language: string; values: Record<string, string> };
