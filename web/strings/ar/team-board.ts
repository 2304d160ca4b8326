import type { teamBoard as english } from '../en/team-board.ts';

export const teamBoard: Record<keyof typeof english, string> = {
  'teamBoard.title': 'الفريق',
  'teamBoard.soon':
    '{n, plural, =0 {لا يُخلَف شيء في الدقائق العشر القادمة} one {وعد واحد يُخلَف في الدقائق العشر القادمة إن لم يتحرك أحد} two {وعدان يُخلَفان في الدقائق العشر القادمة إن لم يتحرك أحد} few {# وعود تُخلَف في الدقائق العشر القادمة إن لم يتحرك أحد} other {# وعدًا يُخلَف في الدقائق العشر القادمة إن لم يتحرك أحد}}',
  'teamBoard.today': 'اليوم',
  'teamBoard.noTeam': 'بلا فريق',
  'teamBoard.kept': '{n, number} أُوفي بها',
  'teamBoard.atRisk': '{n, number} في خطر',
  'teamBoard.broken': '{n, number} أُخلفت',
  'teamBoard.more': 'ينتظر عدد كبير، فهذه أرقام الأشد إلحاحًا فقط.',
  'teamBoard.meaning': 'منذ منتصف الليل حيث يعمل الفريق. في خطر: أُنذر به مرة، أو بقي أقل من خُمس الوقت.',
  'teamBoard.pressing': 'من يحتاج أحدًا الآن',
  'teamBoard.calm': 'لا أحد ينتظر طويلًا.',
  'teamBoard.nextDue': 'يحين الوعد التالي بعد {time}.',
  'teamBoard.nothingDue': 'لا وعد جارٍ الآن.',
  'teamBoard.late': 'ينتظرون أطول مما وعدنا',
  'teamBoard.risky': 'قريبًا أطول مما وعدنا',
  'teamBoard.answering': '{name} يجيب الآن',
  'teamBoard.nobodys': 'لا أحد تولاه بعد',
  'teamBoard.colleagues': 'من هنا',
  'teamBoard.since': 'منذ {time}',
  'teamBoard.holds': 'ما لدى {name}',
  'teamBoard.andMore': 'و{n, number} غيرها',
  'teamBoard.giveBack':
    '{n, plural, one {أعد إلى الجميع ما ينتظر لدى {name}} other {أعد إلى الجميع كل الـ # المنتظرة لدى {name}}}',
  'teamBoard.skills': 'المهارات والسعة',
  'teamBoard.deeds': 'لأجل {name}',
};
