/** Deutsch: what connectors say of themselves, by their English sentence. Held to them by `tests/channels/outside-words.test.ts`. */
export const de: Readonly<Record<string, string>> = {
  'It only listens here, so no account is needed.': 'Es hört hier nur zu, ein Konto ist nicht nötig.',
  'Without an account there is nobody to write to; what is said in public is heard.':
    'Ohne Konto gibt es niemanden, dem man schreiben könnte; gehört wird, was öffentlich gesagt wird.',
  'It did not answer in time.': 'Es hat nicht rechtzeitig geantwortet.',
  'Sign in again first.': 'Erst wieder anmelden.',
  'Whether the network takes it shows only with the first answer.':
    'Ob das Netzwerk sie annimmt, zeigt erst die erste Antwort.',
  'Answers are written on the network’s own page.': 'Antworten werden auf der Seite des Netzwerks selbst geschrieben.',
  'The network calls Heed when somebody writes; the last heard says whether it does.':
    'Das Netzwerk ruft Heed, wenn jemand schreibt; ob es das tut, sagt „zuletzt gehört“.',
  'It is open. Nobody has said anything while we waited.':
    'Er ist offen. Während wir warteten, hat niemand etwas gesagt.',
  'It is open. It brought nothing while we waited, although it carries a whole network.':
    'Er ist offen. Während wir warteten, brachte er nichts, obwohl er ein ganzes Netzwerk führt.',
  'It broke nothing off and brought nothing while we waited.':
    'Er brach nicht ab und brachte nichts, während wir warteten.',
  'There is no such thing here.': 'Das gibt es hier nicht.',
  'It may be read; nobody has mentioned this account lately.':
    'Sie dürfen gelesen werden; niemand hat dieses Konto zuletzt erwähnt.',
  'Those who take messages from strangers, or who wrote first.':
    'Wer Nachrichten von Fremden annimmt oder zuerst geschrieben hat.',
  'This server stands alone, without the service that would do this.':
    'Dieser Server steht allein, ohne den Dienst, der das täte.',
  'This server does not stream; it is asked every half minute.':
    'Dieser Server strömt nicht; er wird jede halbe Minute gefragt.',
  'No hashtag and no public timeline is named for this channel.':
    'Für diesen Kanal ist kein Hashtag und keine öffentliche Zeitleiste genannt.',
  'This server does not tell before something is posted.':
    'Dieser Server sagt es nicht, bevor etwas veröffentlicht wird.',
  'This server takes no pictures.': 'Dieser Server nimmt keine Bilder an.',
  'Name of the company on the square': 'Name des Unternehmens auf dem Platz',
  'The brand’s own name when left out.': 'Leer: der Name der Marke selbst.',
  'How fast the scripted customers come': 'Wie schnell die erfundenen Kunden kommen',
  '1 is a new one every 5 to 10 seconds, 0 is nobody but people who write on the page.':
    '1 ist alle 5 bis 10 Sekunden ein neuer, 0 ist niemand außer denen, die auf der Seite schreiben.',
  Seed: 'Saat',
  'The same number brings the same customers with the same words.':
    'Dieselbe Zahl bringt dieselben Kunden mit denselben Worten.',
  'Nothing is needed: the square is part of Heed, and its customers are invented.':
    'Es braucht nichts: Der Platz gehört zu Heed, und seine Kunden sind erfunden.',
  'Connect, and they begin to write. You can write as a customer too, on the square’s own page.':
    'Verbinden Sie, und sie beginnen zu schreiben. Auf der Seite des Platzes können auch Sie als Kunde schreiben.',
  'Nothing: every word said on the square is heard, and nobody outside this installation is on it.':
    'Nichts: Jedes Wort auf dem Platz wird gehört, und niemand von außerhalb ist darauf.',
  'Handle or e-mail': 'Handle oder E-Mail',
  'As you sign in at Bluesky: kestrel.bsky.social, or your own domain.':
    'Wie Sie sich bei Bluesky anmelden: kestrel.bsky.social oder Ihre eigene Domain.',
  'App password': 'App-Passwort',
  'Bluesky → Settings → Privacy and security → App passwords → Add. Tick “Allow access to your direct messages” to answer privately.':
    'Bluesky → Settings → Privacy and security → App passwords → Add. „Allow access to your direct messages“ ankreuzen, um privat zu antworten.',
  'Server (PDS)': 'Server (PDS)',
  'Only for a server of your own that the handle does not lead to. Left empty, it is looked up.':
    'Nur für einen eigenen Server, zu dem der Handle nicht führt. Leer wird er nachgeschlagen.',
  Stream: 'Strom',
  'Left empty: the whole network through Jetstream. Write pds to hear your own server only, or the address of a stream.':
    'Leer: das ganze Netzwerk durch Jetstream. Schreiben Sie pds, um nur den eigenen Server zu hören, oder die Adresse eines Stroms.',
  'Write the handle of the company’s account below, such as kestrel.bsky.social.':
    'Schreiben Sie unten den Handle des Firmenkontos, etwa kestrel.bsky.social.',
  'Go on to Bluesky’s own page. Sign in there as the company, and press Authorize.':
    'Gehen Sie weiter zur Seite von Bluesky. Melden Sie sich dort als Firma an und drücken Sie Authorize.',
  'Bluesky brings you back here, and the channel is connected. Heed never sees the password.':
    'Bluesky bringt Sie hierher zurück, und der Kanal ist verbunden. Heed sieht das Passwort nie.',
  'Open App passwords at Bluesky, signed in as the company.':
    'Öffnen Sie „App passwords“ bei Bluesky, angemeldet als Firma.',
  'Press Add App Password and call it Heed. Tick “Allow access to your direct messages” to answer privately too.':
    'Drücken Sie „Add App Password“ und nennen Sie es Heed. Kreuzen Sie „Allow access to your direct messages“ an, um auch privat zu antworten.',
  'Copy the password: it is shown only once. Fill it in below.':
    'Kopieren Sie das Passwort: Es wird nur einmal gezeigt. Tragen Sie es unten ein.',
  'Nothing to set up there: everybody may read Bluesky. Press Connect.':
    'Dort ist nichts einzurichten: Bluesky darf jeder lesen. Drücken Sie den Knopf.',
  'Heed then hears every public post and keeps what your queries ask for. To answer, connect the account too.':
    'Heed hört dann jeden öffentlichen Beitrag und behält, wonach Ihre Suchen fragen. Zum Antworten verbinden Sie auch das Konto.',
  'Bluesky signs in only to an address with a name that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an app password.':
    'Bluesky meldet nur an einer Adresse mit Namen an, die mit https beginnt. Setzen Sie HEED_PUBLIC_URL auf die, unter der man diesen Tisch erreicht, oder nehmen Sie ein App-Passwort.',
  'Bluesky signs in to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or use an app password.':
    'Bluesky meldet an http://127.0.0.1 an, nicht aber an http://localhost. Setzen Sie HEED_PUBLIC_URL auf ersteres, oder nehmen Sie ein App-Passwort.',
  'Posts older than the stream reaches back (about a day and a half), unless they were written to you: Bluesky asks not to be searched by programs.':
    'Beiträge, die älter sind, als der Strom zurückreicht (etwa anderthalb Tage), außer sie waren an Sie gerichtet: Bluesky bittet, nicht von Programmen durchsucht zu werden.',
  'Direct messages, where the app password has no access to them, and rooms of more than two.':
    'Direktnachrichten, wo das App-Passwort keinen Zugang zu ihnen hat, und Räume mit mehr als zweien.',
  'Who only liked or shared a post: those are counted by Bluesky, not told as words.':
    'Wer einen Beitrag nur mochte oder teilte: Das zählt Bluesky, es sagt es nicht in Worten.',
  'Posts of people who have blocked you are heard in the stream, but you cannot answer them.':
    'Beiträge von Leuten, die Sie blockiert haben, sind im Strom zu hören, aber Sie können ihnen nicht antworten.',
  'Bluesky ends such a permission after two weeks, and you sign in again. An app password lasts.':
    'Bluesky beendet eine solche Erlaubnis nach zwei Wochen, dann melden Sie sich wieder an. Ein App-Passwort hält.',
  Server: 'Server',
  'Where the account lives: mastodon.social, or the account’s whole name (@kestrel@mastodon.social).':
    'Wo das Konto lebt: mastodon.social, oder der ganze Name des Kontos (@kestrel@mastodon.social).',
  'Access token': 'Zugangstoken',
  'On the server: Preferences → Development → New application → Your access token.':
    'Auf dem Server: Preferences → Development → New application → Your access token.',
  'Hashtags to listen to': 'Hashtags zum Zuhören',
  'Words with spaces or commas between them: kestrel, kestrelcoffee. What is said under them is heard, whoever is named.':
    'Wörter, durch Leerzeichen oder Kommas getrennt: kestrel, kestrelcoffee. Gehört wird, was unter ihnen gesagt wird, wer auch genannt ist.',
  'Public timeline': 'Öffentliche Zeitleiste',
  'Write local to hear everything public on this server, federated to hear all that reaches it, none for neither.':
    'Schreiben Sie local, um alles Öffentliche auf diesem Server zu hören, federated für alles, was ihn erreicht, none für keines von beiden.',
  'Write below where the company’s account lives: mastodon.social, or its whole name, @kestrel@mastodon.social.':
    'Schreiben Sie unten, wo das Firmenkonto lebt: mastodon.social, oder seinen ganzen Namen, @kestrel@mastodon.social.',
  'Go on to that server’s own page. Sign in there as the company, and press Authorize.':
    'Gehen Sie weiter zur Seite dieses Servers. Melden Sie sich dort als Firma an und drücken Sie Authorize.',
  'The server brings you back here, and the channel is connected. Heed never sees the password.':
    'Der Server bringt Sie hierher zurück, und der Kanal ist verbunden. Heed sieht das Passwort nie.',
  'Sign in at your server as the company, and open Preferences → Development → New application.':
    'Melden Sie sich auf Ihrem Server als Firma an und öffnen Sie Preferences → Development → New application.',
  'Call it Heed. Tick read and write, and nothing else; leave the rest as it is. Press Submit.':
    'Nennen Sie sie Heed. Kreuzen Sie read und write an, sonst nichts; lassen Sie den Rest, wie er ist. Drücken Sie Submit.',
  'Open the application again and copy “Your access token”. Fill it in below, with the server’s name.':
    'Öffnen Sie die Anwendung noch einmal und kopieren Sie „Your access token“. Tragen Sie es unten ein, mit dem Namen des Servers.',
  'On servers without such a page (snac, GoToSocial and others), sign in at the server’s own page instead.':
    'Auf Servern ohne solche Seite (snac, GoToSocial und andere) melden Sie sich stattdessen auf der Seite des Servers an.',
  'Write the name of a server that shows its posts to everybody.':
    'Schreiben Sie den Namen eines Servers, der seine Beiträge jedem zeigt.',
  'Name hashtags to listen to, or write local or federated under Public timeline.':
    'Nennen Sie Hashtags, oder schreiben Sie local oder federated unter „Öffentliche Zeitleiste“.',
  'What the account’s server has not received: a post elsewhere that names nobody here, by somebody whom nobody here follows, stays there.':
    'Was den Server des Kontos nicht erreicht hat: Ein Beitrag anderswo, der hier niemanden nennt, von jemandem, dem hier niemand folgt, bleibt dort.',
  'Remove the app password as well: Bluesky → Settings → Privacy and security → App passwords.':
    'Entfernen Sie auch das App-Passwort: Bluesky → Settings → Privacy and security → App passwords.',
  'Hashtags and public timelines on servers that keep them from those without an account: Heed says so instead of hearing silence.':
    'Hashtags und öffentliche Zeitleisten auf Servern, die sie denen ohne Konto vorenthalten: Heed sagt das, statt Stille zu hören.',
  'What people write for their followers only, unless it names you.':
    'Was Leute nur für ihre Follower schreiben, außer es nennt Sie.',
  'Edits and deletions of older posts, where a server does not tell them: those of the latest eighty are looked for.':
    'Änderungen und Löschungen älterer Beiträge, wo ein Server sie nicht meldet: Nach denen der letzten achtzig wird gesucht.',
  'Who only boosted or favourited a post: those are counted by the servers, not told as words.':
    'Wer einen Beitrag nur teilte oder favorisierte: Das zählen die Server, sie sagen es nicht in Worten.',
  'Your names there': 'Ihre Namen dort',
  'The user names under which your people write on Hacker News, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Die Nutzernamen, unter denen Ihre Leute bei Hacker News schreiben, falls es welche gibt, durch Kommas getrennt. Was sie dort antworten, wird erkannt und hält die Uhr an.',
  'Words to look for in the past': 'Wörter, die rückwärts gesucht werden',
  'Apart by commas; the last 30 days are searched once for them. Your brand’s name when left out.':
    'Durch Kommas getrennt; die letzten 30 Tage werden einmal danach durchsucht. Leer: der Name Ihrer Marke.',
  'Nothing to set up there: Hacker News is open to everybody. Press Connect.':
    'Dort ist nichts einzurichten: Hacker News steht allen offen. Einfach „Verbinden“ drücken.',
  'Edits made more than about two hours after the post, when authors can no longer make them but moderators can.':
    'Änderungen später als etwa zwei Stunden nach dem Beitrag, wenn nur noch die Moderation ändern kann.',
  'Edits and deletions made while Heed was switched off, of what was then older than about two hours.':
    'Änderungen und Löschungen, während Heed aus war, an Beiträgen, die da schon älter als etwa zwei Stunden waren.',
  'Posts that its moderators or filters took down before anybody could see them, and who voted for what.':
    'Beiträge, die Moderation oder Filter wegnahmen, ehe sie jemand sehen konnte, und wer wofür gestimmt hat.',
  'From before the channel was connected: only what was said with your words, up to 30 days back.':
    'Was vor dem Verbinden war: nur was mit Ihren Wörtern gesagt wurde, bis 30 Tage zurück.',
  'Address of the feed, or of the page': 'Adresse des Feeds oder der Seite',
  'A page is searched for its feeds, those of its comments too: blog.kestrel.example':
    'Auf einer Seite werden ihre Feeds gesucht, auch die der Kommentare: blog.kestrel.example',
  'Meant for you': 'An Sie gerichtet',
  'Write “everything” where each entry is meant for you, such as reviews of your shop; “comments” on a site of your own. Left empty, only what your queries find is shown.':
    '„everything“ schreiben, wenn jeder Eintrag an Sie gerichtet ist, etwa Bewertungen Ihres Ladens; „comments“ bei einer eigenen Seite. Leer: gezeigt wird nur, was Ihre Suchen finden.',
  'The user names under which your people write on that site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Die Nutzernamen, unter denen Ihre Leute auf dieser Seite schreiben, falls es welche gibt, durch Kommas getrennt. Was sie dort antworten, wird erkannt und hält die Uhr an.',
  'Open the page whose posts, reviews or comments you want to hear, and copy its address.':
    'Die Seite öffnen, deren Beiträge, Bewertungen oder Kommentare Sie hören möchten, und ihre Adresse kopieren.',
  'Paste it below. Heed looks for the feeds of the page, those of its comments too.':
    'Unten einfügen. Heed sucht die Feeds der Seite, auch die der Kommentare.',
  'Anything the site leaves out of its feed: often older entries, sometimes the second half of each.':
    'Was die Seite in ihrem Feed weglässt: oft ältere Einträge, manchmal die zweite Hälfte eines jeden.',
  'What is written between two looks, mostly ten minutes apart; and entries that came and went in between where the feed has no older pages.':
    'Was zwischen zwei Blicken geschieht, meist zehn Minuten auseinander; und Einträge, die dazwischen kamen und gingen, wenn der Feed keine älteren Seiten hat.',
  'That an entry was taken down, unless the feed itself says so: entries leave every feed in time.':
    'Dass ein Eintrag entfernt wurde, außer der Feed sagt es selbst: aus jedem Feed fallen Einträge mit der Zeit heraus.',
  'Comments of pages that have no feed for them.': 'Kommentare von Seiten, die dafür keinen Feed haben.',
  Site: 'Site',
  'stackoverflow.com, or another one of the network: coffee.stackexchange.com':
    'stackoverflow.com oder eine andere des Netzwerks: coffee.stackexchange.com',
  Tags: 'Schlagwörter',
  'Apart by commas. Questions with one of these tags are heard, with their answers and comments.':
    'Durch Kommas getrennt. Gehört werden Fragen mit einem dieser Schlagwörter, samt Antworten und Kommentaren.',
  'Words to search for': 'Wörter, nach denen gesucht wird',
  'Apart by commas, five at most. Questions and answers that hold one of them are heard. Leave tags and words empty to hear the whole site.':
    'Durch Kommas getrennt, höchstens fünf. Gehört werden Fragen und Antworten, in denen eines steht. Schlagwörter und Wörter leer: die ganze Site.',
  'The user names under which your people write on this site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Die Nutzernamen, unter denen Ihre Leute auf dieser Site schreiben, falls es welche gibt, durch Kommas getrennt. Was sie dort antworten, wird erkannt und hält die Uhr an.',
  Key: 'Schlüssel',
  'From stackapps.com, free: 10,000 requests a day instead of 300, so that a round takes a minute instead of a quarter of an hour.':
    'Von stackapps.com, kostenlos: 10.000 Abfragen am Tag statt 300, so dauert eine Runde eine Minute statt einer Viertelstunde.',
  'Write the site, such as stackoverflow.com, and the tags or words that concern you.':
    'Die Site schreiben, etwa stackoverflow.com, und die Schlagwörter oder Wörter, die Sie betreffen.',
  'Register Heed at Stack Apps and copy the key. It is free, and a round takes a minute instead of a quarter of an hour.':
    'Heed bei Stack Apps anmelden und den Schlüssel kopieren. Das kostet nichts, und eine Runde dauert eine Minute statt einer Viertelstunde.',
  'Write the site, such as stackoverflow.com, the tags or words that concern you, and the key.':
    'Die Site schreiben, etwa stackoverflow.com, die Schlagwörter oder Wörter, die Sie betreffen, und den Schlüssel.',
  'Anything at once: without a key Stack Exchange allows 300 requests a day for one address, which makes a round about every quarter of an hour; with a key, every minute.':
    'Nichts sofort: ohne Schlüssel erlaubt Stack Exchange einer Adresse 300 Abfragen am Tag, also etwa jede Viertelstunde eine Runde; mit Schlüssel jede Minute.',
  'Changes of comments, and deleted comments: they are not told. Deleted questions and answers are noticed within hours.':
    'Geänderte und gelöschte Kommentare: sie werden nicht gemeldet. Gelöschte Fragen und Antworten fallen binnen Stunden auf.',
  'With tags or words: comments and answers under questions that were quiet for long, once fifty others have been active since.':
    'Mit Schlagwörtern oder Wörtern: Kommentare und Antworten unter Fragen, die lange ruhig waren, sobald seither fünfzig andere bewegt wurden.',
  'What its search does not find: words are looked for as Stack Exchange understands them.':
    'Was die dortige Suche nicht findet: Wörter werden gesucht, wie Stack Exchange sie versteht.',
  'Private teams, chat, and what moderators took down before it was read.':
    'Private Teams, Chat, und was die Moderation wegnahm, ehe es gelesen wurde.',
  'Any Lemmy server that shows its posts to everybody: lemmy.example. One that knows many communities hears most.':
    'Jeder Lemmy-Server, der seine Beiträge allen zeigt: lemmy.example. Einer, der viele Communitys kennt, hört am meisten.',
  Community: 'Community',
  'Left empty: everything the server knows. Otherwise coffee, or coffee@other.example.':
    'Leer: alles, was der Server kennt. Sonst coffee oder coffee@other.example.',
  'How far': 'Wie weit',
  'Write “local” to hear this server’s own communities only.':
    '„local“ schreiben, um nur die eigenen Communitys dieses Servers zu hören.',
  'The user names under which your people write on Lemmy, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Die Nutzernamen, unter denen Ihre Leute bei Lemmy schreiben, falls es welche gibt, durch Kommas getrennt. Was sie dort antworten, wird erkannt und hält die Uhr an.',
  'Write the server’s address. A large server hears most: it knows the communities its members follow elsewhere.':
    'Die Adresse des Servers schreiben. Ein großer hört am meisten: er kennt die Communitys, denen seine Mitglieder anderswo folgen.',
  'Communities of other servers that nobody on this server follows: they never reach it.':
    'Communitys anderer Server, denen hier niemand folgt: sie erreichen diesen Server nie.',
  'Servers that show their posts to members only: those hide their timeline altogether.':
    'Server, die ihre Beiträge nur Mitgliedern zeigen: sie verbergen ihre Zeitleiste ganz.',
  'What reaches the server more than three hours after it was written, and edits and deletions later than that.':
    'Was den Server später als drei Stunden nach dem Schreiben erreicht, und noch spätere Änderungen und Löschungen.',
  'From before the channel was connected: all of the last day, and what was said with your words up to 30 days back.':
    'Was vor dem Verbinden war: alles vom letzten Tag, und was mit Ihren Wörtern gesagt wurde, bis 30 Tage zurück.',
  'Direct messages, votes, and communities closed to outsiders.':
    'Direktnachrichten, Stimmen, und Communitys, die Außenstehenden verschlossen sind.',
};
