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
};
