/** أيام العطل المُلصقة أو المقروءة من عنوان، وما تعد به علامة جديدة. */
export const holidays = {
  'hours.changedSince': 'حفظ شخص آخر هذه الأوقات بينما كنت تغيّرها.',
  'hours.takeTheirs': 'خذ ما حفظه',
  'hours.keepMine': 'أبقِ ما كتبته',
  'holidays.edit': 'تعديل {name}',
  'holidays.paste': 'لصق تقويم',
  'holidays.pasteHere': 'نص ملف iCalendar',
  'holidays.pasteRead': 'اقرأه',
  'holidays.feed': 'قراءة العطل من عنوان',
  'holidays.feedMeans':
    'عنوان iCalendar (يبدأ بـ https:// أو webcal://). يُقرأ الآن ومرة كل أسبوع، والأيام التي غيّرتها تبقى كما تركتها.',
  'holidays.feedSet': 'اقرأ من هنا',
  'holidays.feedNow': 'اقرأ الآن من جديد',
  'holidays.feedEnd': 'أوقف القراءة',
  'holidays.feedRead': 'قُرئ في {when}.',
  'holidays.feedFailed':
    '{n, plural, one {تعذّرت قراءته في المرة الأخيرة. يبقى ما قُرئ في {when}.} two {تعذّرت قراءته مرتين متتاليتين. يبقى ما قُرئ في {when}.} few {تعذّرت قراءته # مرات متتالية. يبقى ما قُرئ في {when}.} other {تعذّرت قراءته # مرة متتالية. يبقى ما قُرئ في {when}.}} وقال:',
  'holidays.why.has_hours': 'له ساعات؛ تؤخذ الأيام الكاملة فقط',
  'holidays.why.ends_before': 'ينتهي قبل أن يبدأ',
  'holidays.why.too_long': 'أطول من {given} يومًا',
  'holidays.why.too_early': 'يبدأ قبل {given}',
  'holidays.why.rule': 'قاعدته غير مفهومة ({given})',
  'promise.default.danger': 'خطر',
  'promise.default.complaints': 'شكاوى علنية',
  'promise.default.rest': 'كل ما عدا ذلك',
  'promise.resolutionCounts':
    '{due, plural, =0 {من {applied, number} من القضايا لم تُحل أي واحدة ولم يحن موعدها بعد.} other {{kept, number} من {due, number} من القضايا كانت ستُحل في موعدها.}}',
};
