/** من قد يُفقد، ولماذا، وهل يُصدَّق ذلك. */
export const insightRisk = {
  'def.risk.name': 'خطر فقدان عميل',
  'def.risk':
    'من كل 100 عميل مثل هذا يُفترض أن يرحل هذا العدد: نقاط لأجزاء مسماة (يقول إنه راحل، منافس، سأل من قبل، وعود مخلفة، غضب، انتشار، شكر)، تُجمع وتُحوَّل إلى احتمال. النقاط أحكام؛ والمعايرة تقول كيف كانت. من 20 فما فوق قد يرحل، ومن 50 يُرجَّح رحيله. تُحسب المحادثات غير المنتهية.',
  'def.riskCalibration.name': 'معايرة الخطر',
  'def.riskCalibration':
    'للعملاء المعروفة نهايتهم: أي حصة فُقدت في كل مدى من الدرجات، مع مجال 95٪ (ويلسون)، بجانب ما قالته الدرجات في المتوسط. «تخطئ» هي المسافة بينهما، بمتوسط على المدايات حسب عدد عملائها (خطأ المعايرة المتوقع). والخطأ هو متوسط مربع الاحتمال ناقص النتيجة (براير)، بجانب خطأ من يقول المتوسط دائمًا. والمجهولون يُحسبون على حدة.',
  'def.riskEnds.name': 'بقي، فُقد، مجهول',
  'def.riskEnds':
    'بقي: كتب بلطف بعد جوابنا ولم يعد يتحدث عن الرحيل. فُقد: يقول إنه رحل، أو يتحدث عن الرحيل قبل جوابنا وبعده. مجهول: لا هذا ولا ذاك في 30 يومًا بلا كلمة. ولإنسان أن يقول غير ذلك، وكلمته تثبت. يُحسب حين كانت درجته في أعلاها في هذه المدة.',

  'riskNow.title': 'من قد نفقده، ولماذا؟',
  'riskNow.likely':
    '{n, plural, =0 {لا أحد يُرجَّح رحيله الآن} one {عميل يُرجَّح رحيله الآن} other {عملاء يُرجَّح رحيلهم الآن}}',
  'riskNow.may':
    '{n, plural, =0 {لا يقال عن أحد إنه قد يرحل.} one {عميل واحد قد يرحل.} two {عميلان قد يرحلان.} few {{n, number} عملاء قد يرحلون.} other {{n, number} عميلًا قد يرحلون.}}',
  'riskNow.list': 'في خطر الآن',
  'riskNow.who': 'من',
  'riskNow.score': 'الخطر',
  'riskNow.why': 'لماذا',
  'riskNow.where': 'أين',
  'riskNow.waits': 'ينتظرنا',
  'riskNow.since': 'منذ {time}',
  'riskNow.no': 'لا',
  'riskNow.none': 'لا أحد في خطر الآن',
  'riskNow.noneWhy': 'من يلمّح إلى الرحيل أو يسمّي منافسًا أو ينتظر طويلًا يظهر هنا مع الأسباب.',
  'riskNow.byNetwork': 'حسب الشبكة',
  'riskNow.byTeam': 'حسب الفريق',
  'riskNow.noTeam': 'بلا فريق',
  'riskNow.counts': '{likely, number} مرجَّح، {may, number} محتمل',
  'riskNow.networksSay': 'عملاء قد يرحلون الآن، حسب المكان الذي كتبوا فيه.',
  'riskNow.teamsSay': 'عملاء قد يرحلون الآن، حسب من يتولاهم.',

  'riskCal.title': 'هل تُصدَّق الدرجات؟',
  'riskCal.off':
    'تخطئ الدرجة في المتوسط بمقدار {points, plural, =0 {أقل من نقطة} one {نقطة واحدة} two {نقطتين} few {# نقاط} other {# نقطة}} من 100.',
  'riskCal.none': 'لا يُعرف بعد ما آل إليه أحد، فلا شيء يقال عن الدرجات.',
  'riskCal.said': 'قيل {said}، فُقد {became}',
  'riskCal.nobody': 'لا أحد بعد',
  'riskCal.scores': 'الدرجات',
  'riskCal.saidCol': 'قيل في المتوسط',
  'riskCal.becameCol': 'فُقدوا',
  'riskCal.known': 'معروفون',
  'riskCal.unknown': 'مجهولون',

  'riskEnds.title': 'ما آلوا إليه',
  'riskEnds.says':
    '{known, plural, =0 {لا يُعرف عن أحد بعد:} one {يُعرف عن عميل واحد:} other {يُعرف عن {known, number} من العملاء:}} بقي {saved, number}، وفُقد {lost, number}. {unknown, plural, =0 {} one {وعن واحد آخر لا أحد يعلم. } other {وعن {unknown, number} آخرين لا أحد يعلم. }}{person, plural, =0 {كله مستخلص مما حدث.} one {واحد بكلمة إنسان، و{rule, number} مستخلص مما حدث.} other {{person, number} بكلمة أناس، و{rule, number} مستخلص مما حدث.}}',
  'riskEnds.saved': 'بقي',
  'riskEnds.lost': 'فُقد',
  'riskEnds.unknown': 'مجهول',
  'riskEnds.open': 'لم ينته بعد',
  'riskEnds.byRule': 'مما حدث',
  'riskEnds.byPerson': 'بكلمة إنسان',
  'riskEnds.who': 'حُكم عليهم',
  'riskEnds.trend': 'المفقودون من المعروفين، أسبوعًا بأسبوع',
  'riskEnds.trendSays': 'أي حصة ممن تُعرف نهايتهم فُقدت، حسب الأسبوع الذي كان خطرهم فيه في أعلاه.',
  'riskEnds.week': 'الأسبوع',
  'riskEnds.share': 'فُقدوا',
  'riskEnds.rows': 'الأحكام وراء ذلك',
  'riskEnds.when': 'وُزن',
  'riskEnds.became': 'آل إلى',
} as const;
