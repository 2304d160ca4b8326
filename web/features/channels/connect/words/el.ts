/** Ελληνικά: what connectors say of themselves, by their English sentence. Held to them by `tests/channels/outside-words.test.ts`. */
export const el: Readonly<Record<string, string>> = {
  'It only listens here, so no account is needed.': 'Εδώ μόνο ακούει, άρα δεν χρειάζεται λογαριασμός.',
  'Without an account there is nobody to write to; what is said in public is heard.':
    'Χωρίς λογαριασμό δεν υπάρχει κάποιος να του γράψουν· ακούγεται ό,τι λέγεται δημόσια.',
  'It did not answer in time.': 'Δεν απάντησε εγκαίρως.',
  'Sign in again first.': 'Πρώτα συνδεθείτε ξανά.',
  'Whether the network takes it shows only with the first answer.':
    'Αν το δίκτυο τη δέχεται φαίνεται μόνο με την πρώτη απάντηση.',
  'Answers are written on the network’s own page.': 'Οι απαντήσεις γράφονται στη σελίδα του ίδιου του δικτύου.',
  'The network calls Heed when somebody writes; the last heard says whether it does.':
    'Το δίκτυο καλεί το Heed όταν κάποιος γράφει· η τελευταία ακρόαση λέει αν το κάνει.',
  'It is open. Nobody has said anything while we waited.': 'Είναι ανοιχτή. Κανείς δεν είπε κάτι όσο περιμέναμε.',
  'It is open. It brought nothing while we waited, although it carries a whole network.':
    'Είναι ανοιχτή. Δεν έφερε τίποτα όσο περιμέναμε, αν και μεταφέρει ένα ολόκληρο δίκτυο.',
  'It broke nothing off and brought nothing while we waited.': 'Δεν διακόπηκε και δεν έφερε τίποτα όσο περιμέναμε.',
  'There is no such thing here.': 'Δεν υπάρχει κάτι τέτοιο εδώ.',
  'It may be read; nobody has mentioned this account lately.':
    'Επιτρέπεται η ανάγνωση· κανείς δεν ανέφερε πρόσφατα αυτόν τον λογαριασμό.',
  'Those who take messages from strangers, or who wrote first.':
    'Όσους δέχονται μηνύματα από αγνώστους ή έγραψαν πρώτοι.',
  'This server stands alone, without the service that would do this.':
    'Αυτός ο διακομιστής στέκει μόνος, χωρίς την υπηρεσία που θα το έκανε.',
  'This server does not stream; it is asked every half minute.':
    'Αυτός ο διακομιστής δεν έχει ροή· ρωτιέται κάθε μισό λεπτό.',
  'No hashtag and no public timeline is named for this channel.':
    'Δεν έχει οριστεί hashtag ούτε δημόσιο χρονολόγιο για αυτό το κανάλι.',
  'This server does not tell before something is posted.': 'Αυτός ο διακομιστής δεν το λέει πριν δημοσιευτεί κάτι.',
  'This server takes no pictures.': 'Αυτός ο διακομιστής δεν δέχεται εικόνες.',
  'Name of the company on the square': 'Όνομα της εταιρείας στην πλατεία',
  'The brand’s own name when left out.': 'Αν μείνει κενό, το όνομα της ίδιας της μάρκας.',
  'How fast the scripted customers come': 'Πόσο γρήγορα έρχονται οι πελάτες του σεναρίου',
  '1 is a new one every 5 to 10 seconds, 0 is nobody but people who write on the page.':
    '1 σημαίνει έναν νέο κάθε 5 έως 10 δευτερόλεπτα, 0 κανέναν εκτός από όσους γράφουν στη σελίδα.',
  Seed: 'Σπόρος',
  'The same number brings the same customers with the same words.':
    'Ο ίδιος αριθμός φέρνει τους ίδιους πελάτες με τα ίδια λόγια.',
  'Nothing is needed: the square is part of Heed, and its customers are invented.':
    'Δεν χρειάζεται τίποτα: η πλατεία είναι μέρος του Heed και οι πελάτες της επινοημένοι.',
  'Connect, and they begin to write. You can write as a customer too, on the square’s own page.':
    'Συνδέστε, και αρχίζουν να γράφουν. Μπορείτε κι εσείς να γράψετε ως πελάτης, στη σελίδα της πλατείας.',
  'Nothing: every word said on the square is heard, and nobody outside this installation is on it.':
    'Τίποτα: ακούγεται κάθε λέξη της πλατείας και κανείς έξω από αυτή την εγκατάσταση δεν βρίσκεται σε αυτήν.',
  'Handle or e-mail': 'Handle ή e-mail',
  'As you sign in at Bluesky: kestrel.bsky.social, or your own domain.':
    'Όπως συνδέεστε στο Bluesky: kestrel.bsky.social ή το δικό σας domain.',
  'App password': 'Κωδικός εφαρμογής',
  'Bluesky → Settings → Privacy and security → App passwords → Add. Tick “Allow access to your direct messages” to answer privately.':
    'Bluesky → Settings → Privacy and security → App passwords → Add. Επιλέξτε «Allow access to your direct messages» για ιδιωτικές απαντήσεις.',
  'Server (PDS)': 'Διακομιστής (PDS)',
  'Only for a server of your own that the handle does not lead to. Left empty, it is looked up.':
    'Μόνο για δικό σας διακομιστή στον οποίο δεν οδηγεί το handle. Κενό, αναζητείται.',
  Stream: 'Ροή',
  'Left empty: the whole network through Jetstream. Write pds to hear your own server only, or the address of a stream.':
    'Κενό: όλο το δίκτυο μέσω Jetstream. Γράψτε pds για να ακούτε μόνο τον δικό σας διακομιστή ή τη διεύθυνση μιας ροής.',
  'Write the handle of the company’s account below, such as kestrel.bsky.social.':
    'Γράψτε παρακάτω το handle του λογαριασμού της εταιρείας, όπως kestrel.bsky.social.',
  'Go on to Bluesky’s own page. Sign in there as the company, and press Authorize.':
    'Συνεχίστε στη σελίδα του Bluesky. Συνδεθείτε εκεί ως εταιρεία και πατήστε Authorize.',
  'Bluesky brings you back here, and the channel is connected. Heed never sees the password.':
    'Το Bluesky σας φέρνει πίσω εδώ και το κανάλι συνδέθηκε. Το Heed δεν βλέπει ποτέ τον κωδικό.',
  'Open App passwords at Bluesky, signed in as the company.':
    'Ανοίξτε τα «App passwords» στο Bluesky, συνδεδεμένοι ως εταιρεία.',
  'Press Add App Password and call it Heed. Tick “Allow access to your direct messages” to answer privately too.':
    'Πατήστε «Add App Password» και ονομάστε τον Heed. Επιλέξτε «Allow access to your direct messages» για να απαντάτε και ιδιωτικά.',
  'Copy the password: it is shown only once. Fill it in below.':
    'Αντιγράψτε τον κωδικό: εμφανίζεται μία φορά. Συμπληρώστε τον παρακάτω.',
  'Nothing to set up there: everybody may read Bluesky. Press Connect.':
    'Δεν χρειάζεται ρύθμιση εκεί: όλοι μπορούν να διαβάζουν το Bluesky. Πατήστε το κουμπί.',
  'Heed then hears every public post and keeps what your queries ask for. To answer, connect the account too.':
    'Το Heed ακούει τότε κάθε δημόσια ανάρτηση και κρατά ό,τι ζητούν τα ερωτήματά σας. Για να απαντάτε, συνδέστε και τον λογαριασμό.',
  'Bluesky signs in only to an address with a name that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an app password.':
    'Το Bluesky συνδέει μόνο προς διεύθυνση με όνομα που αρχίζει με https. Ορίστε στο HEED_PUBLIC_URL εκείνη με την οποία φτάνει κανείς σε αυτό το γραφείο ή χρησιμοποιήστε κωδικό εφαρμογής.',
  'Bluesky signs in to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or use an app password.':
    'Το Bluesky συνδέει προς το http://127.0.0.1 αλλά όχι προς το http://localhost. Ορίστε το πρώτο στο HEED_PUBLIC_URL ή χρησιμοποιήστε κωδικό εφαρμογής.',
  'Posts older than the stream reaches back (about a day and a half), unless they were written to you: Bluesky asks not to be searched by programs.':
    'Αναρτήσεις παλαιότερες από όσο φτάνει η ροή (περίπου μιάμιση μέρα), εκτός αν γράφτηκαν σε εσάς: το Bluesky ζητά να μην το ψάχνουν προγράμματα.',
  'Direct messages, where the app password has no access to them, and rooms of more than two.':
    'Άμεσα μηνύματα, όπου ο κωδικός εφαρμογής δεν έχει πρόσβαση, και δωμάτια με πάνω από δύο.',
  'Who only liked or shared a post: those are counted by Bluesky, not told as words.':
    'Όσους απλώς έκαναν like ή κοινοποίησαν: το Bluesky τους μετρά, δεν τους λέει με λόγια.',
  'Posts of people who have blocked you are heard in the stream, but you cannot answer them.':
    'Οι αναρτήσεις όσων σας έχουν αποκλείσει ακούγονται στη ροή, αλλά δεν μπορείτε να τους απαντήσετε.',
  'Bluesky ends such a permission after two weeks, and you sign in again. An app password lasts.':
    'Το Bluesky λήγει μια τέτοια άδεια μετά από δύο εβδομάδες και συνδέεστε ξανά. Ο κωδικός εφαρμογής διαρκεί.',
  Server: 'Διακομιστής',
  'Where the account lives: mastodon.social, or the account’s whole name (@kestrel@mastodon.social).':
    'Πού ζει ο λογαριασμός: mastodon.social ή ολόκληρο το όνομά του (@kestrel@mastodon.social).',
  'Access token': 'Διακριτικό πρόσβασης',
  'On the server: Preferences → Development → New application → Your access token.':
    'Στον διακομιστή: Preferences → Development → New application → Your access token.',
  'Hashtags to listen to': 'Hashtags προς ακρόαση',
  'Words with spaces or commas between them: kestrel, kestrelcoffee. What is said under them is heard, whoever is named.':
    'Λέξεις με κενά ή κόμματα ανάμεσα: kestrel, kestrelcoffee. Ακούγεται ό,τι λέγεται κάτω από αυτές, όποιος κι αν αναφέρεται.',
  'Public timeline': 'Δημόσιο χρονολόγιο',
  'Write local to hear everything public on this server, federated to hear all that reaches it, none for neither.':
    'Γράψτε local για ό,τι δημόσιο σε αυτόν τον διακομιστή, federated για ό,τι φτάνει σε αυτόν, none για κανένα.',
  'Write below where the company’s account lives: mastodon.social, or its whole name, @kestrel@mastodon.social.':
    'Γράψτε παρακάτω πού ζει ο λογαριασμός της εταιρείας: mastodon.social ή ολόκληρο το όνομά του, @kestrel@mastodon.social.',
  'Go on to that server’s own page. Sign in there as the company, and press Authorize.':
    'Συνεχίστε στη σελίδα εκείνου του διακομιστή. Συνδεθείτε εκεί ως εταιρεία και πατήστε Authorize.',
  'The server brings you back here, and the channel is connected. Heed never sees the password.':
    'Ο διακομιστής σας φέρνει πίσω εδώ και το κανάλι συνδέθηκε. Το Heed δεν βλέπει ποτέ τον κωδικό.',
  'Sign in at your server as the company, and open Preferences → Development → New application.':
    'Συνδεθείτε στον διακομιστή σας ως εταιρεία και ανοίξτε Preferences → Development → New application.',
  'Call it Heed. Tick read and write, and nothing else; leave the rest as it is. Press Submit.':
    'Ονομάστε την Heed. Επιλέξτε read και write και τίποτε άλλο· αφήστε τα υπόλοιπα ως έχουν. Πατήστε Submit.',
  'Open the application again and copy “Your access token”. Fill it in below, with the server’s name.':
    'Ανοίξτε ξανά την εφαρμογή και αντιγράψτε το «Your access token». Συμπληρώστε το παρακάτω, με το όνομα του διακομιστή.',
  'On servers without such a page (snac, GoToSocial and others), sign in at the server’s own page instead.':
    'Σε διακομιστές χωρίς τέτοια σελίδα (snac, GoToSocial και άλλους), συνδεθείτε στη σελίδα του ίδιου του διακομιστή.',
  'Write the name of a server that shows its posts to everybody.':
    'Γράψτε το όνομα ενός διακομιστή που δείχνει τις αναρτήσεις του σε όλους.',
  'Name hashtags to listen to, or write local or federated under Public timeline.':
    'Ονομάστε hashtags ή γράψτε local ή federated στο «Δημόσιο χρονολόγιο».',
  'What the account’s server has not received: a post elsewhere that names nobody here, by somebody whom nobody here follows, stays there.':
    'Ό,τι δεν έλαβε ο διακομιστής του λογαριασμού: μια ανάρτηση αλλού που δεν αναφέρει κανέναν εδώ, από κάποιον που κανείς εδώ δεν ακολουθεί, μένει εκεί.',
  'Remove the app password as well: Bluesky → Settings → Privacy and security → App passwords.':
    'Αφαιρέστε και τον κωδικό εφαρμογής: Bluesky → Settings → Privacy and security → App passwords.',
  'Hashtags and public timelines on servers that keep them from those without an account: Heed says so instead of hearing silence.':
    'Hashtags και δημόσια χρονολόγια σε διακομιστές που τα κρύβουν από όσους δεν έχουν λογαριασμό: το Heed το λέει αντί να ακούει σιωπή.',
  'What people write for their followers only, unless it names you.':
    'Ό,τι γράφουν οι άνθρωποι μόνο για τους ακολούθους τους, εκτός αν σας αναφέρει.',
  'Edits and deletions of older posts, where a server does not tell them: those of the latest eighty are looked for.':
    'Αλλαγές και διαγραφές παλαιότερων αναρτήσεων, όπου ο διακομιστής δεν τις λέει: αναζητούνται των τελευταίων ογδόντα.',
  'Who only boosted or favourited a post: those are counted by the servers, not told as words.':
    'Όσους απλώς προώθησαν ή αγάπησαν μια ανάρτηση: οι διακομιστές τους μετρούν, δεν τους λένε με λόγια.',
  'Your names there': 'Τα ονόματά σας εκεί',
  'The user names under which your people write on Hacker News, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Τα ονόματα χρήστη με τα οποία γράφουν οι δικοί σας στο Hacker News, αν υπάρχουν, χωρισμένα με κόμμα. Ό,τι απαντούν εκεί αναγνωρίζεται και σταματά το ρολόι.',
  'Words to look for in the past': 'Λέξεις για αναζήτηση στο παρελθόν',
  'Apart by commas; the last 30 days are searched once for them. Your brand’s name when left out.':
    'Χωρισμένες με κόμμα· αναζητούνται μία φορά στις τελευταίες 30 ημέρες. Κενό: το όνομα της μάρκας σας.',
  'Nothing to set up there: Hacker News is open to everybody. Press Connect.':
    'Δεν χρειάζεται καμία ρύθμιση: το Hacker News είναι ανοιχτό σε όλους. Πατήστε «Σύνδεση».',
  'Edits made more than about two hours after the post, when authors can no longer make them but moderators can.':
    'Αλλαγές πάνω από δύο περίπου ώρες μετά τη δημοσίευση, όταν πια μόνο οι συντονιστές μπορούν.',
  'Edits and deletions made while Heed was switched off, of what was then older than about two hours.':
    'Αλλαγές και διαγραφές όσο το Heed ήταν κλειστό, σε ό,τι ήταν τότε παλιότερο από δύο περίπου ώρες.',
  'Posts that its moderators or filters took down before anybody could see them, and who voted for what.':
    'Ό,τι κατέβασαν συντονιστές ή φίλτρα πριν το δει κανείς, και ποιος ψήφισε τι.',
  'From before the channel was connected: only what was said with your words, up to 30 days back.':
    'Τα πριν από τη σύνδεση: μόνο ό,τι ειπώθηκε με τις λέξεις σας, ως 30 ημέρες πίσω.',
  'Address of the feed, or of the page': 'Διεύθυνση της ροής ή της σελίδας',
  'A page is searched for its feeds, those of its comments too: blog.kestrel.example':
    'Σε μια σελίδα αναζητούνται οι ροές της, και των σχολίων: blog.kestrel.example',
  'Meant for you': 'Απευθύνεται σε εσάς',
  'Write “everything” where each entry is meant for you, such as reviews of your shop; “comments” on a site of your own. Left empty, only what your queries find is shown.':
    'Γράψτε «everything» όταν κάθε εγγραφή απευθύνεται σε εσάς, όπως κριτικές του καταστήματός σας· «comments» σε δικό σας ιστότοπο. Κενό: φαίνεται μόνο ό,τι βρίσκουν οι αναζητήσεις σας.',
  'The user names under which your people write on that site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Τα ονόματα χρήστη με τα οποία γράφουν οι δικοί σας σε αυτή τη σελίδα, αν υπάρχουν, χωρισμένα με κόμμα. Ό,τι απαντούν εκεί αναγνωρίζεται και σταματά το ρολόι.',
  'Open the page whose posts, reviews or comments you want to hear, and copy its address.':
    'Ανοίξτε τη σελίδα που θέλετε να ακούτε, με αναρτήσεις, κριτικές ή σχόλια, και αντιγράψτε τη διεύθυνσή της.',
  'Paste it below. Heed looks for the feeds of the page, those of its comments too.':
    'Επικολλήστε την παρακάτω. Το Heed ψάχνει τις ροές της σελίδας, και των σχολίων της.',
  'Anything the site leaves out of its feed: often older entries, sometimes the second half of each.':
    'Ό,τι η σελίδα αφήνει έξω από τη ροή: συχνά παλιότερες εγγραφές, κάποτε το δεύτερο μισό καθεμιάς.',
  'What is written between two looks, mostly ten minutes apart; and entries that came and went in between where the feed has no older pages.':
    'Ό,τι γίνεται ανάμεσα σε δύο ματιές, συνήθως ανά δέκα λεπτά· και ό,τι εμφανίστηκε και χάθηκε ενδιάμεσα, όπου η ροή δεν έχει παλιότερες σελίδες.',
  'That an entry was taken down, unless the feed itself says so: entries leave every feed in time.':
    'Ότι μια εγγραφή κατέβηκε, εκτός αν το πει η ίδια η ροή: με τον καιρό όλες φεύγουν.',
  'Comments of pages that have no feed for them.': 'Σχόλια σελίδων που δεν έχουν ροή γι’ αυτά.',
  Site: 'Ιστότοπος',
  'stackoverflow.com, or another one of the network: coffee.stackexchange.com':
    'stackoverflow.com ή άλλος του δικτύου: coffee.stackexchange.com',
  Tags: 'Ετικέτες',
  'Apart by commas. Questions with one of these tags are heard, with their answers and comments.':
    'Χωρισμένες με κόμμα. Ακούγονται ερωτήσεις με μία από αυτές, με τις απαντήσεις και τα σχόλιά τους.',
  'Words to search for': 'Λέξεις για αναζήτηση',
  'Apart by commas, five at most. Questions and answers that hold one of them are heard. Leave tags and words empty to hear the whole site.':
    'Χωρισμένες με κόμμα, ως πέντε. Ακούγονται ερωτήσεις και απαντήσεις που έχουν μία. Χωρίς ετικέτες και λέξεις ακούγεται όλος ο ιστότοπος.',
  'The user names under which your people write on this site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Τα ονόματα χρήστη με τα οποία γράφουν οι δικοί σας σε αυτόν τον ιστότοπο, αν υπάρχουν, χωρισμένα με κόμμα. Ό,τι απαντούν εκεί αναγνωρίζεται και σταματά το ρολόι.',
  Key: 'Κλειδί',
  'From stackapps.com, free: 10,000 requests a day instead of 300, so that a round takes a minute instead of a quarter of an hour.':
    'Από το stackapps.com, δωρεάν: 10.000 ερωτήματα τη μέρα αντί για 300, ώστε ένας γύρος να θέλει ένα λεπτό αντί για ένα τέταρτο.',
  'Write the site, such as stackoverflow.com, and the tags or words that concern you.':
    'Γράψτε τον ιστότοπο, όπως stackoverflow.com, και τις ετικέτες ή λέξεις που σας αφορούν.',
  'Register Heed at Stack Apps and copy the key. It is free, and a round takes a minute instead of a quarter of an hour.':
    'Δηλώστε το Heed στο Stack Apps και αντιγράψτε το κλειδί. Είναι δωρεάν, και ένας γύρος θέλει ένα λεπτό αντί για ένα τέταρτο.',
  'Write the site, such as stackoverflow.com, the tags or words that concern you, and the key.':
    'Γράψτε τον ιστότοπο, όπως stackoverflow.com, τις ετικέτες ή λέξεις που σας αφορούν, και το κλειδί.',
  'Anything at once: without a key Stack Exchange allows 300 requests a day for one address, which makes a round about every quarter of an hour; with a key, every minute.':
    'Τίποτα αμέσως: χωρίς κλειδί το Stack Exchange επιτρέπει 300 ερωτήματα τη μέρα ανά διεύθυνση, έναν γύρο ανά τέταρτο περίπου· με κλειδί, κάθε λεπτό.',
  'Changes of comments, and deleted comments: they are not told. Deleted questions and answers are noticed within hours.':
    'Αλλαγμένα και διαγραμμένα σχόλια: δεν αναφέρονται. Διαγραμμένες ερωτήσεις και απαντήσεις φαίνονται μέσα σε ώρες.',
  'With tags or words: comments and answers under questions that were quiet for long, once fifty others have been active since.':
    'Με ετικέτες ή λέξεις: σχόλια και απαντήσεις κάτω από ερωτήσεις ήσυχες για καιρό, όταν πενήντα άλλες κινήθηκαν από τότε.',
  'What its search does not find: words are looked for as Stack Exchange understands them.':
    'Ό,τι δεν βρίσκει η αναζήτησή του: οι λέξεις αναζητούνται όπως τις καταλαβαίνει το Stack Exchange.',
  'Private teams, chat, and what moderators took down before it was read.':
    'Ιδιωτικές ομάδες, συζητήσεις, και ό,τι κατέβασαν οι συντονιστές πριν διαβαστεί.',
  'Any Lemmy server that shows its posts to everybody: lemmy.example. One that knows many communities hears most.':
    'Όποιος διακομιστής Lemmy δείχνει τις δημοσιεύσεις του σε όλους: lemmy.example. Όποιος ξέρει πολλές κοινότητες ακούει περισσότερα.',
  Community: 'Κοινότητα',
  'Left empty: everything the server knows. Otherwise coffee, or coffee@other.example.':
    'Κενό: ό,τι ξέρει ο διακομιστής. Αλλιώς coffee ή coffee@other.example.',
  'How far': 'Ως πού',
  'Write “local” to hear this server’s own communities only.':
    'Γράψτε «local» για να ακούτε μόνο τις κοινότητες αυτού του διακομιστή.',
  'The user names under which your people write on Lemmy, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Τα ονόματα χρήστη με τα οποία γράφουν οι δικοί σας στο Lemmy, αν υπάρχουν, χωρισμένα με κόμμα. Ό,τι απαντούν εκεί αναγνωρίζεται και σταματά το ρολόι.',
  'Write the server’s address. A large server hears most: it knows the communities its members follow elsewhere.':
    'Γράψτε τη διεύθυνση του διακομιστή. Ένας μεγάλος ακούει περισσότερα: ξέρει τις κοινότητες που τα μέλη του ακολουθούν αλλού.',
  'Communities of other servers that nobody on this server follows: they never reach it.':
    'Κοινότητες άλλων διακομιστών που κανείς εδώ δεν ακολουθεί: δεν φτάνουν ποτέ.',
  'Servers that show their posts to members only: those hide their timeline altogether.':
    'Διακομιστές που δείχνουν τις δημοσιεύσεις μόνο σε μέλη: κρύβουν εντελώς τη ροή τους.',
  'What reaches the server more than three hours after it was written, and edits and deletions later than that.':
    'Ό,τι φτάνει στον διακομιστή πάνω από τρεις ώρες μετά τη γραφή, και ακόμη πιο όψιμες αλλαγές και διαγραφές.',
  'From before the channel was connected: all of the last day, and what was said with your words up to 30 days back.':
    'Τα πριν από τη σύνδεση: όλη η τελευταία ημέρα, και ό,τι ειπώθηκε με τις λέξεις σας ως 30 ημέρες πίσω.',
  'Direct messages, votes, and communities closed to outsiders.':
    'Προσωπικά μηνύματα, ψήφοι, και κοινότητες κλειστές σε τρίτους.',
};
