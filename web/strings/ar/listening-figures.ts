import type { listeningFigures as english } from '../en/listening-figures.ts';

export const listeningFigures: Record<keyof typeof english, string> = {
  'figures.title': 'كم يُسمع',
  'figures.period': 'بحسب وقت المنشورات، من {from} إلى {to}',
  'figures.unheard': 'نسبة غير المسموع',
  'figures.unheardMeans':
    'الشكاوى عنا التي لم توجَّه إلى أي من قنواتنا ÷ كل الشكاوى عنا التي سُمعت: ما وجدته الاستعلامات ولم يعلّمه أحد بأنه ليس عنا، وما أُرسل إلينا.',
  'figures.of':
    '{untagged, number} من {complaints, plural, zero {# شكوى} one {شكوى واحدة} two {شكويين} few {# شكاوى} many {# شكوى} other {# شكوى}} لم تذكر أحدًا منا',
  'figures.likely': 'على الأرجح بين {low} و{high}',
  'figures.few': 'أقل من أن نتحدث عن نسبة.',
  'figures.nothing': 'لم تُسمع أي شكوى عنا بعد.',
  'figures.still': 'ما زال غير مسموع',
  'figures.stillMeans':
    'شكاوى علنية لم يسمعها أحد هنا، محسوبة من نظرتين لا تعرف إحداهما الأخرى (الالتقاط وإعادة الالتقاط): ما سمعته الاستعلامات، وما أُرسل إلينا. كلما قلّ ما تجده الثانية من جديد زاد ما لا بد أنه موجود. الصاخب تجده النظرتان بسهولة أكبر، فالحقيقة أعلى في الغالب.',
  'figures.stillAbout': 'نحو {n, number}',
  'figures.stillBetween': 'على الأرجح بين {low, number} و{high, number}',
  'figures.stillFew': 'وجدت النظرتان معًا {both, number} فقط؛ ويلزم 7 للتقدير. ما زال {n, number} على الأقل غير مسموع.',
  'figures.stillNothing': 'لم تجد إحدى النظرتين شيئًا بعد، فلا يمكن قول شيء.',
  'figures.looks': 'سمعت الاستعلامات {first, number}، وأُرسل إلينا {second, number}، و{both, number} في كلتيهما.',
  'figures.missed': 'ما فات الاستعلامات',
  'figures.missedNear':
    'قُرئ {read, number} من {posts, plural, zero {# منشور} one {منشور واحد} two {منشورين} few {# منشورات} many {# منشورًا} other {# منشور}} تذكرنا ولم يلتقطها أي استعلام.',
  'figures.toAudit': 'إلى المراجعة الأسبوعية',
  'figures.atLeast': '{n, number} على الأقل',
  'figures.byNetwork': 'حسب الشبكة',
  'figures.byQuery': 'حسب الاستعلام',
  'figures.byQueryMeans': 'ما سمعه استعلامان يُعدّ في كليهما. النظرة الأخرى هنا هي كل ما سُمع سواه.',
  'figures.byWeek': 'أسبوعًا بأسبوع',
  'figures.byWeekMeans': 'من الاثنين إلى الأحد، بالتوقيت العالمي. يبقى الأسبوع حين تُنسى منشوراته.',
  'figures.complaints': 'الشكاوى',
  'figures.untagged': 'لم تذكر أحدًا',
  'figures.share': 'النسبة',
  'figures.rows': 'الشكاوى وراءها',
  'figures.forgotten': 'لم تعد منشوراته محفوظة.',
  'figures.everything': 'كلها',
  'figures.taggedUs': 'أُرسلت إلينا',
  'figures.private': 'على الخاص',

  'precision.title': 'الدقة',
  'precision.said':
    '{meant, number} من {judged, plural, zero {# نتيجة} one {نتيجة واحدة} two {نتيجتين} few {# نتائج} many {# نتيجة} other {# نتيجة}} حُكم عليها كانت المقصودة',
  'precision.none': 'لم يحكم أحد على نتيجة بعد. «عنا» و«ليس عنّا» أدناه يقولان كم مما يُسمع هو المقصود.',
  'precision.suggested': 'استبعاد هذه يُبعد الضجيج:',
  'precision.exclude': 'استبعاد {word}',
  'precision.evidence':
    'في {inNoise, number} من {ofNoise, number} ليست عنا، وفي {inGood, number} من {ofGood, number} عنا',
  'precision.ours': 'عنا',
  'precision.markedOurs': 'سُجّل: عنا',

  'audit.title': 'المراجعة الأسبوعية',
  'audit.card': 'عشرون منشورًا عشوائيًا يقرؤها إنسان تقول كم شكوى لا يلتقطها أي استعلام.',
  'audit.progress': 'قُرئ {read, number} من {size, number}',
  'audit.missedSoFar':
    '{n, plural, =0 {لم يفت شيء} zero {لم يفت شيء} one {فاتت واحدة} two {فاتت اثنتان} few {فاتت #} many {فاتت #} other {فاتت #}}',
  'audit.begin': 'ابدأ',
  'audit.goOn': 'تابع',
  'audit.look': 'انظر',
  'audit.drawnFrom':
    'سُحبت من {n, plural, zero {# منشور} one {منشور واحد} two {منشورين} few {# منشورات} many {# منشورًا} other {# منشور}} بين {from} و{until}.',
  'audit.notDrawn': 'لم تُسحب منشورات هذا الأسبوع بعد',
  'audit.notDrawnWhy':
    'تُسحب مما سُمع في اليومين الأخيرين، وأكثرها من حيث يُرجَّح وجود شكوى فائتة. الجميع هنا يقرأ المنشورات نفسها.',
  'audit.draw': 'اسحب عشرين منشورًا',
  'audit.post': 'المنشور {n, number} من {size, number}',
  'audit.question': 'ما هذا بالنسبة إلى {brand}؟',
  'audit.mark.complaint': 'شكوى عنا',
  'audit.mark.aboutUs': 'عنا، وليس شكوى',
  'audit.mark.notUs': 'ليس عنّا',
  'audit.mark.cannotTell': 'لا يمكن القول',
  'audit.undo': 'استرجع الأخير',
  'audit.done': 'قُرئت كلها. شكرًا.',
  'audit.doneWhy': 'تأتي عشرون جديدة يوم الاثنين القادم.',
  'audit.forgotten': 'لم تعد كلماته محفوظة.',
  'audit.result': 'ما فات الاستعلامات',
  'audit.resultMeans': 'شكاوى عنا بين منشورات لم يلتقطها أي استعلام، مقدَّرة مما قُرئ إلى جميعها، مع مجال الثقة 95 ٪.',
  'audit.near': 'منشورات تذكرنا',
  'audit.far': 'كل ما عداها',
  'audit.part':
    'فاتت {found, number} في {read, number} مقروءة، من {posts, plural, zero {# منشور} one {منشور واحد} two {منشورين} few {# منشورات} many {# منشورًا} other {# منشور}} لم يلتقطها استعلام.',
  'audit.about': 'نحو {n, number} إجمالًا، على الأرجح بين {low, number} و{high, number}.',
  'audit.upTo': 'قد يبقى حتى {high, number}.',
  'audit.unread': 'لم يُقرأ شيء بعد.',
  'audit.none': 'لم يكن منها شيء.',
  'audit.farMeans': 'عدد قليل كهذا يقول القليل عن عدد كبير كهذا.',
  'audit.pooled':
    '{n, plural, zero {# أسبوع} one {هذا الأسبوع} two {آخر أسبوعين معًا} few {آخر # أسابيع معًا} many {آخر # أسبوعًا معًا} other {آخر # أسبوع معًا}}',
  'audit.missed': 'ما الذي فات الاستعلامات',
  'audit.missedWhy': 'اكتب استعلامًا كان سيسمعها.',

  'burst.title': 'الفورات',
  'burst.means':
    'الفورة: يتحدث أناس أكثر بكثير من المعتاد في هذه الساعة من الأسبوع، حتى لا تكاد الصدفة تفسره، أو يشترك كثيرون فجأة في كلمة.',
  'burst.banner': '{what}: {times} أضعاف المعتاد منذ {at}.',
  'burst.notice': 'يُقال عنكم أكثر بكثير من المعتاد: ×{times}. انظروا في الاستماع.',
  'burst.times': '×{times}',
  'burst.look': 'انظر',
  'burst.addressed': 'شكاوى أُرسلت إلينا ولم يسمعها استعلام',
  'burst.goesOn': 'مستمرة',
  'burst.over': 'انتهت',
  'burst.since': 'منذ {from}',
  'burst.fromTo': 'من {from} إلى {to}',
  'burst.said':
    '{posts, plural, zero {# منشور} one {منشور واحد} two {منشوران} few {# منشورات} many {# منشورًا} other {# منشور}} خلال {window} في ذروتها، والمعتاد {usual}: {times} أضعاف.',
  'burst.saidWord':
    '{posts, plural, zero {# منشور يقول} one {منشور واحد يقول} two {منشوران يقولان} few {# منشورات تقول} many {# منشورًا يقول} other {# منشور يقول}} «{word}» خلال {window}، والمعتاد {usual}: {times} أضعاف.',
  'burst.total':
    '{posts, plural, zero {# منشور} one {منشور واحد} two {منشوران} few {# منشورات} many {# منشورًا} other {# منشور}} منذ بدأت؛ والمعتاد {usual}.',
  'burst.words': 'يقولون',
  'burst.where': 'أين',
  'burst.copied': 'أُعيد نشر نص واحد {n, number} مرة.',
  'burst.examples': 'أمثلة',
  'burst.forgotten': 'لم تعد منشوراتها محفوظة.',
  'burst.none': 'لا فورة',
  'burst.noneWhy': 'حين يتحدث عن شيء أناس أكثر بكثير من المعتاد، يظهر هنا وفوق الاستعلامات.',
  'burst.learning':
    '{n, plural, zero {# استعلام ما زال يتعلم} one {استعلام واحد ما زال يتعلم} two {استعلامان ما زالا يتعلمان} few {# استعلامات ما زالت تتعلم} many {# استعلامًا ما زال يتعلم} other {# استعلام ما زال يتعلم}} المعتاد: يحتاج ذلك إلى يوم من الاستماع.',
};
