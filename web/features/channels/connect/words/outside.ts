/** The desk's languages beside English, in which connectors write. */
export type OutsideLanguage = 'el' | 'es' | 'de' | 'ar';

/** What one connector says of itself, by its English sentence: labels and help of its form, steps, hindrances, what it cannot hear, its test. */
export type OutsideWords = Readonly<Record<string, Readonly<Record<OutsideLanguage, string>>>>;
