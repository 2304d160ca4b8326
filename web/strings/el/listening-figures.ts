import type { listeningFigures as english } from '../en/listening-figures.ts';

export const listeningFigures: Record<keyof typeof english, string> = {
  'figures.title': 'Πόσα ακούγονται',
  'figures.period': 'Με την ώρα των αναρτήσεων, {from} έως {to}',
  'figures.unheard': 'Ποσοστό όσων δεν ακούγονται',
  'figures.unheardMeans':
    'Παράπονα για εμάς που δεν απευθύνονταν σε κανένα κανάλι μας ÷ όλα τα παράπονα για εμάς που ακούστηκαν: όσα βρήκαν οι αναζητήσεις και κανείς δεν σημείωσε ως ξένα, και όσα στάλθηκαν σε εμάς.',
  'figures.of':
    '{untagged, number} από {complaints, plural, one {# παράπονο} other {# παράπονα}} δεν ανέφεραν κανέναν μας',
  'figures.likely': 'πιθανότατα μεταξύ {low} και {high}',
  'figures.few': 'Πολύ λίγα για να μιλήσουμε για ποσοστό.',
  'figures.nothing': 'Δεν έχει ακουστεί ακόμη παράπονο για εμάς.',
  'figures.still': 'Ακόμη ανάκουστα',
  'figures.stillMeans':
    'Δημόσια παράπονα που εδώ δεν άκουσε κανείς, υπολογισμένα από δύο ματιές που δεν ξέρουν η μία την άλλη (σύλληψη–επανασύλληψη): όσα άκουσαν οι αναζητήσεις και όσα στάλθηκαν σε εμάς. Όσο λιγότερα ξαναβρίσκει η δεύτερη, τόσο περισσότερα πρέπει να υπάρχουν. Τα ηχηρά τα βρίσκουν και οι δύο ευκολότερα, άρα η αλήθεια είναι μάλλον μεγαλύτερη.',
  'figures.stillAbout': 'περίπου {n, number}',
  'figures.stillBetween': 'πιθανότατα μεταξύ {low, number} και {high, number}',
  'figures.stillFew':
    'Μόνο {both, number} βρέθηκαν και στις δύο ματιές· για εκτίμηση χρειάζονται 7. Τουλάχιστον {n, number} μένουν ανάκουστα.',
  'figures.stillNothing': 'Η μία από τις δύο ματιές δεν έχει βρει ακόμη τίποτα, οπότε δεν μπορεί να ειπωθεί τίποτα.',
  'figures.looks':
    'Οι αναζητήσεις άκουσαν {first, number}, {second, number} στάλθηκαν σε εμάς, {both, number} ήταν και τα δύο.',
  'figures.missed': 'Όσα έχασαν οι αναζητήσεις',
  'figures.missedNear':
    'Από {posts, plural, one {# ανάρτηση} other {# αναρτήσεις}} που μας ονομάζουν και δεν έπιασε καμία αναζήτηση, διαβάστηκαν {read, number}.',
  'figures.toAudit': 'Στον εβδομαδιαίο έλεγχο',
  'figures.atLeast': 'τουλάχιστον {n, number}',
  'figures.byNetwork': 'Ανά δίκτυο',
  'figures.byQuery': 'Ανά αναζήτηση',
  'figures.byQueryMeans':
    'Ό,τι άκουσαν δύο αναζητήσεις στέκει και στις δύο. Εδώ η άλλη ματιά είναι όλα τα υπόλοιπα που ακούστηκαν.',
  'figures.byWeek': 'Εβδομάδα με την εβδομάδα',
  'figures.byWeekMeans': 'Δευτέρα έως Κυριακή, UTC. Μια εβδομάδα μένει και όταν ξεχαστούν οι αναρτήσεις της.',
  'figures.complaints': 'Παράπονα',
  'figures.untagged': 'Χωρίς αναφορά',
  'figures.share': 'Ποσοστό',
  'figures.rows': 'Τα παράπονα πίσω του',
  'figures.forgotten': 'Οι αναρτήσεις της δεν φυλάσσονται πια.',
  'figures.everything': 'Όλα',
  'figures.taggedUs': 'Προς εμάς',
  'figures.private': 'Ιδιωτικά',

  'precision.title': 'Ακρίβεια',
  'precision.said':
    '{meant, number} από {judged, plural, one {# κριμένο εύρημα} other {# κριμένα ευρήματα}} ήταν αυτά που ζητούσαμε',
  'precision.none':
    'Κανείς δεν έχει κρίνει ακόμη εύρημα. Το «Για εμάς» και το «Δεν είναι για εμάς» λένε πόσα από όσα ακούγονται ζητούσαμε.',
  'precision.suggested': 'Αν αποκλειστούν, κρατούν μακριά τον θόρυβο:',
  'precision.exclude': 'Αποκλεισμός: {word}',
  'precision.evidence':
    'σε {inNoise, number} από {ofNoise, number} όχι για εμάς, σε {inGood, number} από {ofGood, number} για εμάς',
  'precision.ours': 'Για εμάς',
  'precision.markedOurs': 'Σημειώθηκε: για εμάς',

  'audit.title': 'Εβδομαδιαίος έλεγχος',
  'audit.card': 'Είκοσι τυχαίες αναρτήσεις, διαβασμένες από άνθρωπο, λένε πόσα παράπονα δεν πιάνει καμία αναζήτηση.',
  'audit.progress': 'Διαβάστηκαν {read, number} από {size, number}',
  'audit.missedSoFar': '{n, plural, =0 {κανένα χαμένο} one {# χαμένο} other {# χαμένα}}',
  'audit.begin': 'Αρχή',
  'audit.goOn': 'Συνέχεια',
  'audit.look': 'Προβολή',
  'audit.drawnFrom': 'Κληρώθηκαν από {n, plural, one {# ανάρτηση} other {# αναρτήσεις}} μεταξύ {from} και {until}.',
  'audit.notDrawn': 'Οι αναρτήσεις της εβδομάδας δεν κληρώθηκαν ακόμη',
  'audit.notDrawnWhy':
    'Κληρώνονται από όσα ακούστηκαν τις δύο τελευταίες ημέρες, περισσότερες από εκεί όπου ένα χαμένο παράπονο είναι πιθανό. Όλοι εδώ διαβάζουν τις ίδιες.',
  'audit.draw': 'Κλήρωση είκοσι αναρτήσεων',
  'audit.post': 'Ανάρτηση {n, number} από {size, number}',
  'audit.question': 'Τι είναι αυτό για την {brand};',
  'audit.mark.complaint': 'Παράπονο για εμάς',
  'audit.mark.aboutUs': 'Για εμάς, όχι παράπονο',
  'audit.mark.notUs': 'Δεν είναι για εμάς',
  'audit.mark.cannotTell': 'Δεν φαίνεται',
  'audit.undo': 'Πάρτε πίσω το τελευταίο',
  'audit.done': 'Διαβάστηκαν όλες. Ευχαριστούμε.',
  'audit.doneWhy': 'Την επόμενη Δευτέρα έρχονται άλλες είκοσι.',
  'audit.forgotten': 'Τα λόγια της δεν φυλάσσονται πια.',
  'audit.result': 'Όσα έχασαν οι αναζητήσεις',
  'audit.resultMeans':
    'Παράπονα για εμάς ανάμεσα σε αναρτήσεις που δεν έπιασε καμία αναζήτηση, από όσες διαβάστηκαν σε όλες αυτές, με το διάστημα 95 %.',
  'audit.near': 'Αναρτήσεις που μας ονομάζουν',
  'audit.far': 'Όλα τα υπόλοιπα',
  'audit.part':
    '{found, number} χαμένα σε {read, number} διαβασμένες, από {posts, plural, one {# ανάρτηση} other {# αναρτήσεις}} που δεν έπιασε αναζήτηση.',
  'audit.about': 'Περίπου {n, number} συνολικά, πιθανότατα μεταξύ {low, number} και {high, number}.',
  'audit.upTo': 'Μπορεί να υπάρχουν ακόμη έως {high, number}.',
  'audit.unread': 'Δεν διαβάστηκε ακόμη τίποτα.',
  'audit.none': 'Δεν υπήρξαν.',
  'audit.farMeans': 'Τόσο λίγες λένε λίγα για τόσο πολλές.',
  'audit.pooled': '{n, plural, one {Αυτή η εβδομάδα} other {Οι τελευταίες # εβδομάδες μαζί}}',
  'audit.missed': 'Τι έχασαν οι αναζητήσεις',
  'audit.missedWhy': 'Γράψτε μια αναζήτηση που θα τα είχε ακούσει.',

  'burst.title': 'Εξάρσεις',
  'burst.means':
    'Έξαρση: μιλούν πολύ περισσότεροι απ’ όσο συνήθως αυτή την ώρα της εβδομάδας, τόσοι που η τύχη δύσκολα το εξηγεί, ή πολλοί μοιράζονται ξαφνικά μια λέξη.',
  'burst.banner': '{what}: {times} φορές περισσότερα από τα συνηθισμένα από {at}.',
  'burst.notice': 'Μιλούν για εσάς πολύ περισσότερο απ’ όσο συνήθως: ×{times}. Δείτε στην Ακρόαση.',
  'burst.times': '×{times}',
  'burst.look': 'Προβολή',
  'burst.crisis': 'Στην κρίση',
  'burst.addressed': 'Παράπονα προς εμάς που δεν άκουσε αναζήτηση',
  'burst.goesOn': 'Συνεχίζεται',
  'burst.over': 'Πέρασε',
  'burst.since': 'Από {from}',
  'burst.fromTo': '{from} έως {to}',
  'burst.said':
    '{posts, plural, one {# ανάρτηση} other {# αναρτήσεις}} μέσα σε {window} στην κορύφωση, όπου συνηθίζονται {usual}: {times} φορές περισσότερες.',
  'burst.saidWord':
    '{posts, plural, one {# ανάρτηση λέει} other {# αναρτήσεις λένε}} «{word}» μέσα σε {window}, όπου συνηθίζονται {usual}: {times} φορές περισσότερες.',
  'burst.total': '{posts, plural, one {# ανάρτηση} other {# αναρτήσεις}} από τότε που άρχισε· συνηθίζονται {usual}.',
  'burst.words': 'Λένε',
  'burst.read': 'Διαβάζονται ως',
  'burst.complain': '{share} παράπονα',
  'burst.angry': '{share} θυμωμένα',
  'burst.where': 'Πού',
  'burst.copied': 'Ένα κείμενο αναπαράχθηκε {n, number} φορές.',
  'burst.examples': 'Παραδείγματα',
  'burst.forgotten': 'Οι αναρτήσεις της δεν φυλάσσονται πια.',
  'burst.none': 'Καμία έξαρση',
  'burst.noneWhy': 'Όταν μιλούν για κάτι πολύ περισσότεροι απ’ όσο συνήθως, στέκει εδώ και πάνω από τις αναζητήσεις.',
  'burst.learning':
    '{n, plural, one {# αναζήτηση μαθαίνει ακόμη} other {# αναζητήσεις μαθαίνουν ακόμη}} τι είναι συνηθισμένο: χρειάζεται μία ημέρα ακρόασης.',
};
