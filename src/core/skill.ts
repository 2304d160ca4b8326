/**
 * What a colleague is good for. A kind nobody named anything of is no limit: a shop of two people fills in nothing, and
 * whoever names Greek and English is given nothing in Spanish. Languages and networks are musts, topics are wishes.
 */
export const SKILL_KINDS = ['language', 'network', 'topic'] as const;
export type SkillKind = (typeof SKILL_KINDS)[number];
/** `value`: the first part of a language tag, a network's id, or a tag or intent as conversations carry it; lower case. */
export type Skill = { kind: SkillKind; value: string };

export const SKILLS_PER_MEMBER = 60;

/** As they are kept: `language:el`. */
export function writeSkill({ kind, value }: Skill): string {
  return `${kind}:${value}`;
}

/** @returns null for what is no skill */
export function readSkill(written: string): Skill | null {
  const cut = written.indexOf(':');
  const kind = SKILL_KINDS.find(one => one === written.slice(0, cut));
  return kind === undefined ? null : { kind, value: written.slice(cut + 1) };
}

/** Each once, in one order: as they are written, languages by their first part alone. */
export function tidySkills(skills: readonly Skill[]): Skill[] {
  const kept = new Map<string, Skill>();
  for (const { kind, value } of skills) {
    const plain = value.replace(/\s+/g, ' ').trim().toLowerCase();
    const tidy: Skill = { kind, value: kind === 'language' ? baseLanguage(plain) : plain };
    if (tidy.value !== '') kept.set(writeSkill(tidy), tidy);
  }
  return [...kept.values()].sort(
    (a, b) => SKILL_KINDS.indexOf(a.kind) - SKILL_KINDS.indexOf(b.kind) || (a.value < b.value ? -1 : 1),
  );
}

/** `en` of `en-GB`. */
export function baseLanguage(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? tag;
}
