/** العربية: what connectors say of themselves, by their English sentence. Held to them by `tests/channels/outside-words.test.ts`. */
export const ar: Readonly<Record<string, string>> = {
  'It only listens here, so no account is needed.': 'القناة تستمع هنا فقط، فلا حاجة إلى حساب.',
  'Without an account there is nobody to write to; what is said in public is heard.':
    'من دون حساب لا يوجد من يُكتب إليه؛ يُسمع ما يقال علنًا.',
  'It did not answer in time.': 'لم تُجب في الوقت المناسب.',
  'Sign in again first.': 'سجّلوا الدخول من جديد أولًا.',
  'Whether the network takes it shows only with the first answer.': 'لا يظهر قبول الشبكة إلا مع أول رد.',
  'Answers are written on the network’s own page.': 'تُكتب الردود في صفحة الشبكة نفسها.',
  'The network calls Heed when somebody writes; the last heard says whether it does.':
    'تنادي الشبكة Heed حين يكتب أحد؛ ويدل آخر ما سُمع على أنها تفعل.',
  'It is open. Nobody has said anything while we waited.': 'إنه مفتوح. لم يقل أحد شيئًا أثناء الانتظار.',
  'It is open. It brought nothing while we waited, although it carries a whole network.':
    'إنه مفتوح. لم يأت بشيء أثناء الانتظار مع أنه يحمل شبكة كاملة.',
  'It broke nothing off and brought nothing while we waited.': 'لم ينقطع ولم يأت بشيء أثناء الانتظار.',
  'There is no such thing here.': 'لا يوجد هذا هنا.',
  'It may be read; nobody has mentioned this account lately.': 'القراءة متاحة؛ لم يذكر أحد هذا الحساب مؤخرًا.',
  'Those who take messages from strangers, or who wrote first.': 'من يقبلون رسائل الغرباء، أو من كتبوا أولًا.',
  'This server stands alone, without the service that would do this.':
    'هذا الخادم قائم بذاته، من دون الخدمة التي تفعل هذا.',
  'This server does not stream; it is asked every half minute.': 'لا يبث هذا الخادم؛ يُسأل كل نصف دقيقة.',
  'No hashtag and no public timeline is named for this channel.': 'لم يُسمَّ لهذه القناة وسم ولا خط زمني عام.',
  'This server does not tell before something is posted.': 'لا يخبر هذا الخادم قبل نشر شيء.',
  'This server takes no pictures.': 'لا يقبل هذا الخادم صورًا.',
  'Name of the company on the square': 'اسم الشركة في الساحة',
  'The brand’s own name when left out.': 'إن تُرك فارغًا فاسم العلامة نفسها.',
  'How fast the scripted customers come': 'سرعة قدوم العملاء المخترَعين',
  '1 is a new one every 5 to 10 seconds, 0 is nobody but people who write on the page.':
    '1 يعني عميلًا جديدًا كل 5 إلى 10 ثوانٍ، و0 لا أحد سوى من يكتب في الصفحة.',
  Seed: 'البذرة',
  'The same number brings the same customers with the same words.': 'الرقم نفسه يأتي بالعملاء أنفسهم وبالكلمات نفسها.',
  'Nothing is needed: the square is part of Heed, and its customers are invented.':
    'لا حاجة إلى شيء: الساحة جزء من Heed وعملاؤها مخترَعون.',
  'Connect, and they begin to write. You can write as a customer too, on the square’s own page.':
    'اربطوا فيبدؤوا بالكتابة. ويمكنكم الكتابة كعميل أيضًا في صفحة الساحة.',
  'Nothing: every word said on the square is heard, and nobody outside this installation is on it.':
    'لا شيء: تُسمع كل كلمة في الساحة، وليس فيها أحد من خارج هذا التثبيت.',
  'Handle or e-mail': 'المعرّف أو البريد',
  'As you sign in at Bluesky: kestrel.bsky.social, or your own domain.':
    'كما تسجّلون الدخول في Bluesky: ‏kestrel.bsky.social أو نطاقكم الخاص.',
  'App password': 'كلمة مرور التطبيق',
  'Bluesky → Settings → Privacy and security → App passwords → Add. Tick “Allow access to your direct messages” to answer privately.':
    'Bluesky → Settings → Privacy and security → App passwords → Add. علّموا «Allow access to your direct messages» للرد على انفراد.',
  'Server (PDS)': 'الخادم (PDS)',
  'Only for a server of your own that the handle does not lead to. Left empty, it is looked up.':
    'فقط لخادم خاص لا يقود المعرّف إليه. إن تُرك فارغًا بُحث عنه.',
  Stream: 'البث',
  'Left empty: the whole network through Jetstream. Write pds to hear your own server only, or the address of a stream.':
    'فارغًا: الشبكة كلها عبر Jetstream. اكتبوا pds لسماع خادمكم وحده، أو عنوان بث.',
  'Write the handle of the company’s account below, such as kestrel.bsky.social.':
    'اكتبوا أدناه معرّف حساب الشركة، مثل kestrel.bsky.social.',
  'Go on to Bluesky’s own page. Sign in there as the company, and press Authorize.':
    'تابعوا إلى صفحة Bluesky نفسها. سجّلوا الدخول هناك باسم الشركة واضغطوا Authorize.',
  'Bluesky brings you back here, and the channel is connected. Heed never sees the password.':
    'يعيدكم Bluesky إلى هنا وقد رُبطت القناة. لا يرى Heed كلمة المرور أبدًا.',
  'Open App passwords at Bluesky, signed in as the company.':
    'افتحوا App passwords في Bluesky وأنتم مسجّلون باسم الشركة.',
  'Press Add App Password and call it Heed. Tick “Allow access to your direct messages” to answer privately too.':
    'اضغطوا Add App Password وسمّوها Heed. علّموا «Allow access to your direct messages» للرد على انفراد أيضًا.',
  'Copy the password: it is shown only once. Fill it in below.': 'انسخوا كلمة المرور: تظهر مرة واحدة. املؤوها أدناه.',
  'Nothing to set up there: everybody may read Bluesky. Press Connect.':
    'لا شيء يُعَدّ هناك: يمكن للجميع قراءة Bluesky. اضغطوا الزر.',
  'Heed then hears every public post and keeps what your queries ask for. To answer, connect the account too.':
    'عندها يسمع Heed كل منشور عام ويحتفظ بما تطلبه استعلاماتكم. وللرد اربطوا الحساب أيضًا.',
  'Bluesky signs in only to an address with a name that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an app password.':
    'لا يسجّل Bluesky الدخول إلا إلى عنوان له اسم ويبدأ بـ https. ضعوا في HEED_PUBLIC_URL العنوان الذي يُفتح به هذا المكتب، أو استعملوا كلمة مرور تطبيق.',
  'Bluesky signs in to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or use an app password.':
    'يسجّل Bluesky الدخول إلى http://127.0.0.1 لا إلى http://localhost. ضعوا الأول في HEED_PUBLIC_URL، أو استعملوا كلمة مرور تطبيق.',
  'Posts older than the stream reaches back (about a day and a half), unless they were written to you: Bluesky asks not to be searched by programs.':
    'المنشورات الأقدم مما يبلغه البث (نحو يوم ونصف) ما لم تكن موجهة إليكم: يطلب Bluesky ألا تبحث فيه البرامج.',
  'Direct messages, where the app password has no access to them, and rooms of more than two.':
    'الرسائل المباشرة حيث لا تملك كلمة مرور التطبيق حق الوصول إليها، والغرف التي فيها أكثر من اثنين.',
  'Who only liked or shared a post: those are counted by Bluesky, not told as words.':
    'من أعجبه المنشور أو شاركه فقط: يعدّهم Bluesky ولا يخبر بهم كلامًا.',
  'Posts of people who have blocked you are heard in the stream, but you cannot answer them.':
    'تُسمع في البث منشورات من حظروكم، لكن لا يمكنكم الرد عليهم.',
  'Bluesky ends such a permission after two weeks, and you sign in again. An app password lasts.':
    'ينهي Bluesky هذا الإذن بعد أسبوعين فتسجّلون الدخول من جديد. أما كلمة مرور التطبيق فتدوم.',
  Server: 'الخادم',
  'Where the account lives: mastodon.social, or the account’s whole name (@kestrel@mastodon.social).':
    'حيث يوجد الحساب: mastodon.social، أو اسم الحساب كاملًا (‎@kestrel@mastodon.social).',
  'Access token': 'رمز الوصول',
  'On the server: Preferences → Development → New application → Your access token.':
    'على الخادم: Preferences → Development → New application → Your access token.',
  'Hashtags to listen to': 'وسوم للاستماع إليها',
  'Words with spaces or commas between them: kestrel, kestrelcoffee. What is said under them is heard, whoever is named.':
    'كلمات بينها مسافات أو فواصل: kestrel, kestrelcoffee. يُسمع ما يقال تحتها أيًّا كان المذكور.',
  'Public timeline': 'الخط الزمني العام',
  'Write local to hear everything public on this server, federated to hear all that reaches it, none for neither.':
    'اكتبوا local لسماع كل عام على هذا الخادم، وfederated لكل ما يصل إليه، وnone لا هذا ولا ذاك.',
  'Write below where the company’s account lives: mastodon.social, or its whole name, @kestrel@mastodon.social.':
    'اكتبوا أدناه حيث يوجد حساب الشركة: mastodon.social، أو اسمه كاملًا ‎@kestrel@mastodon.social.',
  'Go on to that server’s own page. Sign in there as the company, and press Authorize.':
    'تابعوا إلى صفحة ذلك الخادم. سجّلوا الدخول هناك باسم الشركة واضغطوا Authorize.',
  'The server brings you back here, and the channel is connected. Heed never sees the password.':
    'يعيدكم الخادم إلى هنا وقد رُبطت القناة. لا يرى Heed كلمة المرور أبدًا.',
  'Sign in at your server as the company, and open Preferences → Development → New application.':
    'سجّلوا الدخول على خادمكم باسم الشركة وافتحوا Preferences → Development → New application.',
  'Call it Heed. Tick read and write, and nothing else; leave the rest as it is. Press Submit.':
    'سمّوه Heed. علّموا read وwrite فقط واتركوا الباقي كما هو. اضغطوا Submit.',
  'Open the application again and copy “Your access token”. Fill it in below, with the server’s name.':
    'افتحوا التطبيق ثانية وانسخوا «Your access token». املؤوه أدناه مع اسم الخادم.',
  'On servers without such a page (snac, GoToSocial and others), sign in at the server’s own page instead.':
    'على الخوادم التي ليست فيها هذه الصفحة (snac وGoToSocial وغيرهما) سجّلوا الدخول في صفحة الخادم نفسه.',
  'Write the name of a server that shows its posts to everybody.': 'اكتبوا اسم خادم يعرض منشوراته للجميع.',
  'Name hashtags to listen to, or write local or federated under Public timeline.':
    'سمّوا وسومًا للاستماع، أو اكتبوا local أو federated في «الخط الزمني العام».',
  'What the account’s server has not received: a post elsewhere that names nobody here, by somebody whom nobody here follows, stays there.':
    'ما لم يتلقه خادم الحساب: منشور في مكان آخر لا يذكر أحدًا هنا، ممن لا يتابعه أحد هنا، يبقى هناك.',
  'Remove the app password as well: Bluesky → Settings → Privacy and security → App passwords.':
    'أزيلوا كلمة مرور التطبيق أيضًا: Bluesky → Settings → Privacy and security → App passwords.',
  'Hashtags and public timelines on servers that keep them from those without an account: Heed says so instead of hearing silence.':
    'الوسوم والخطوط الزمنية العامة على خوادم تحجبها عمّن لا حساب له: يقول Heed ذلك بدل أن يسمع صمتًا.',
  'What people write for their followers only, unless it names you.': 'ما يكتبه الناس لمتابعيهم فقط ما لم يذكركم.',
  'Edits and deletions of older posts, where a server does not tell them: those of the latest eighty are looked for.':
    'تعديلات المنشورات الأقدم وحذفها حيث لا يخبر الخادم بها: يُبحث عنها في آخر ثمانين.',
  'Who only boosted or favourited a post: those are counted by the servers, not told as words.':
    'من عزّز المنشور أو فضّله فقط: تعدّهم الخوادم ولا تخبر بهم كلامًا.',
  'Your names there': 'أسماؤكم هناك',
  'The user names under which your people write on Hacker News, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'أسماء المستخدمين التي يكتب بها أهلكم في Hacker News إن وُجدت، تفصل بينها فواصل. ما يجيبون به هناك يُعرف ويوقف الساعة.',
  'Words to look for in the past': 'كلمات يُبحث عنها فيما مضى',
  'Apart by commas; the last 30 days are searched once for them. Your brand’s name when left out.':
    'تفصل بينها فواصل؛ يُبحث عنها مرة في آخر 30 يومًا. إن تُرك فارغًا فاسم علامتكم.',
  'Nothing to set up there: Hacker News is open to everybody. Press Connect.':
    'لا شيء يُعدّ هناك: Hacker News مفتوح للجميع. اضغط «اتصال».',
  'Edits made more than about two hours after the post, when authors can no longer make them but moderators can.':
    'التعديلات بعد نحو ساعتين من المنشور، حين لا يقدر عليها إلا المشرفون.',
  'Edits and deletions made while Heed was switched off, of what was then older than about two hours.':
    'التعديلات والحذف حين كان Heed متوقفًا، لما كان أقدم حينها من نحو ساعتين.',
  'Posts that its moderators or filters took down before anybody could see them, and who voted for what.':
    'ما أزاله المشرفون أو المرشحات قبل أن يراه أحد، ومن صوّت لماذا.',
  'From before the channel was connected: only what was said with your words, up to 30 days back.':
    'ما قبل الاتصال: فقط ما قيل بكلماتكم، حتى 30 يومًا.',
  'Address of the feed, or of the page': 'عنوان الخلاصة أو الصفحة',
  'A page is searched for its feeds, those of its comments too: blog.kestrel.example':
    'يُبحث في الصفحة عن خلاصاتها وخلاصات تعليقاتها: blog.kestrel.example',
  'Meant for you': 'موجّه إليكم',
  'Write “everything” where each entry is meant for you, such as reviews of your shop; “comments” on a site of your own. Left empty, only what your queries find is shown.':
    'اكتب ‎everything‎ حيث كل مدخلة موجّهة إليكم كتقييمات متجركم؛ و‎comments‎ في موقع لكم. إن تُرك فارغًا عُرض ما تجده أبحاثكم فقط.',
  'The user names under which your people write on that site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'أسماء المستخدمين التي يكتب بها أهلكم في ذلك الموقع إن وُجدت، تفصل بينها فواصل. ما يجيبون به هناك يُعرف ويوقف الساعة.',
  'Open the page whose posts, reviews or comments you want to hear, and copy its address.':
    'افتح الصفحة التي تريد سماع منشوراتها أو تقييماتها أو تعليقاتها وانسخ عنوانها.',
  'Paste it below. Heed looks for the feeds of the page, those of its comments too.':
    'الصقه أدناه. يبحث Heed عن خلاصات الصفحة وخلاصات تعليقاتها.',
  'Anything the site leaves out of its feed: often older entries, sometimes the second half of each.':
    'ما يتركه الموقع خارج خلاصته: كثيرًا المداخل الأقدم، وأحيانًا النصف الثاني من كل منها.',
  'What is written between two looks, mostly ten minutes apart; and entries that came and went in between where the feed has no older pages.':
    'ما يُكتب بين نظرتين، بينهما عشر دقائق غالبًا؛ وما جاء وذهب بينهما حيث لا صفحات أقدم للخلاصة.',
  'That an entry was taken down, unless the feed itself says so: entries leave every feed in time.':
    'أن مدخلة أُزيلت، ما لم تقل الخلاصة ذلك: كل المداخل تخرج منها مع الوقت.',
  'Comments of pages that have no feed for them.': 'تعليقات صفحات لا خلاصة لها.',
  Site: 'الموقع',
  'stackoverflow.com, or another one of the network: coffee.stackexchange.com':
    'stackoverflow.com أو غيره من الشبكة: coffee.stackexchange.com',
  Tags: 'الوسوم',
  'Apart by commas. Questions with one of these tags are heard, with their answers and comments.':
    'تفصل بينها فواصل. تُسمع الأسئلة التي لها أحد هذه الوسوم مع أجوبتها وتعليقاتها.',
  'Words to search for': 'كلمات يُبحث عنها',
  'Apart by commas, five at most. Questions and answers that hold one of them are heard. Leave tags and words empty to hear the whole site.':
    'تفصل بينها فواصل، خمس على الأكثر. تُسمع الأسئلة والأجوبة التي فيها إحداها. اترك الوسوم والكلمات فارغة لسماع الموقع كله.',
  'The user names under which your people write on this site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'أسماء المستخدمين التي يكتب بها أهلكم في هذا الموقع إن وُجدت، تفصل بينها فواصل. ما يجيبون به هناك يُعرف ويوقف الساعة.',
  Key: 'المفتاح',
  'From stackapps.com, free: 10,000 requests a day instead of 300, so that a round takes a minute instead of a quarter of an hour.':
    'من stackapps.com مجانًا: 10,000 طلب في اليوم بدل 300، فتستغرق الجولة دقيقة بدل ربع ساعة.',
  'Write the site, such as stackoverflow.com, and the tags or words that concern you.':
    'اكتب الموقع مثل stackoverflow.com والوسوم أو الكلمات التي تهمكم.',
  'Register Heed at Stack Apps and copy the key. It is free, and a round takes a minute instead of a quarter of an hour.':
    'سجّل Heed في Stack Apps وانسخ المفتاح. إنه مجاني، والجولة دقيقة بدل ربع ساعة.',
  'Write the site, such as stackoverflow.com, the tags or words that concern you, and the key.':
    'اكتب الموقع مثل stackoverflow.com والوسوم أو الكلمات التي تهمكم، والمفتاح.',
  'Anything at once: without a key Stack Exchange allows 300 requests a day for one address, which makes a round about every quarter of an hour; with a key, every minute.':
    'أي شيء في الحال: بلا مفتاح يسمح Stack Exchange بـ300 طلب في اليوم للعنوان، أي جولة كل ربع ساعة تقريبًا؛ ومع المفتاح كل دقيقة.',
  'Changes of comments, and deleted comments: they are not told. Deleted questions and answers are noticed within hours.':
    'التعليقات المعدّلة والمحذوفة: لا يُخبَر عنها. أما الأسئلة والأجوبة المحذوفة فتُلاحظ خلال ساعات.',
  'With tags or words: comments and answers under questions that were quiet for long, once fifty others have been active since.':
    'مع الوسوم أو الكلمات: تعليقات وأجوبة تحت أسئلة سكنت طويلًا متى نشطت بعدها خمسون غيرها.',
  'What its search does not find: words are looked for as Stack Exchange understands them.':
    'ما لا يجده بحثه: تُبحث الكلمات كما يفهمها Stack Exchange.',
  'Private teams, chat, and what moderators took down before it was read.':
    'الفرق الخاصة والدردشة وما أزاله المشرفون قبل قراءته.',
  'Any Lemmy server that shows its posts to everybody: lemmy.example. One that knows many communities hears most.':
    'أي خادم Lemmy يعرض منشوراته للجميع: lemmy.example. ومن يعرف مجتمعات كثيرة يسمع أكثر.',
  Community: 'المجتمع',
  'Left empty: everything the server knows. Otherwise coffee, or coffee@other.example.':
    'إن تُرك فارغًا: كل ما يعرفه الخادم. وإلا coffee أو coffee@other.example.',
  'How far': 'المدى',
  'Write “local” to hear this server’s own communities only.': 'اكتب ‎local‎ لسماع مجتمعات هذا الخادم وحده.',
  'The user names under which your people write on Lemmy, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'أسماء المستخدمين التي يكتب بها أهلكم في Lemmy إن وُجدت، تفصل بينها فواصل. ما يجيبون به هناك يُعرف ويوقف الساعة.',
  'Write the server’s address. A large server hears most: it knows the communities its members follow elsewhere.':
    'اكتب عنوان الخادم. الكبير يسمع أكثر: يعرف المجتمعات التي يتابعها أعضاؤه في غيره.',
  'Communities of other servers that nobody on this server follows: they never reach it.':
    'مجتمعات خوادم أخرى لا يتابعها أحد هنا: لا تصل إليه أبدًا.',
  'Servers that show their posts to members only: those hide their timeline altogether.':
    'خوادم تعرض منشوراتها لأعضائها فقط: تخفي خطها الزمني كله.',
  'What reaches the server more than three hours after it was written, and edits and deletions later than that.':
    'ما يصل إلى الخادم بعد أكثر من ثلاث ساعات من كتابته، والتعديلات والحذف بعد ذلك.',
  'From before the channel was connected: all of the last day, and what was said with your words up to 30 days back.':
    'ما قبل الاتصال: كل اليوم الأخير، وما قيل بكلماتكم حتى 30 يومًا.',
  'Direct messages, votes, and communities closed to outsiders.':
    'الرسائل المباشرة والأصوات والمجتمعات المغلقة على غير أهلها.',
};
