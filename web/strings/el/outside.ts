import type { outside as english } from '../en/outside.ts';

export const outside: Record<keyof typeof english, string> = {
  'field.email': 'E-mail',
  'field.password': 'Κωδικός',
  'field.passwordHelp': 'Τουλάχιστον {n} χαρακτήρες. Το μήκος είναι που βοηθά.',
  'field.name': 'Όνομα',
  'field.yourName': 'Το όνομά σου',
  'field.brand': 'Πώς σας λένε οι πελάτες;',
  'field.brandHelp': 'Η μάρκα, το κατάστημα ή το προϊόν σας.',

  'signIn.title': 'Πέρασε μέσα',
  'signIn.go': 'Σύνδεση',
  'signIn.busy': 'Σύνδεση…',
  'signIn.forgot': 'Ξέχασες τον κωδικό; Ζήτα νέον από όποιον έχει αυτό το Heed.',

  'welcome.tab': 'Καλώς ήρθες',
  'welcome.steps': 'Βήματα',
  'welcome.stepAccount': 'Ο λογαριασμός σου',
  'welcome.stepCustomers': 'Πελάτες',
  'welcome.title': 'Ένα γραφείο για όλους όσοι σας γράφουν',
  'welcome.lead': 'Ήρθες πρώτος, άρα θα είναι δικό σου. Θέλει ένα λεπτό και όλα μένουν σε αυτόν τον υπολογιστή.',
  'welcome.make': 'Φτιάξε το γραφείο',
  'welcome.where': 'Πού είναι οι πελάτες της {brand};',
  'welcome.whereLead':
    'Εξασκήσου με μια επινοημένη εταιρεία που οι πελάτες της γράφουν αμέσως, σε πολλές γλώσσες, χωρίς κανένα δίκτυο. Ή σύνδεσε ένα δικό σου κανάλι.',
  'welcome.practise': 'Εξάσκηση με επινοημένη εταιρεία',
  'welcome.connect': 'Σύνδεσε ένα κανάλι',
  'welcome.look': 'Δες τι λένε για {brand}',
  'welcome.rehearsalName': 'Πρόβα',
  'welcome.here': 'Γράφουν',
  'welcome.hereLead': 'Το νεότερο είναι πάνω. Άνοιξε το γραφείο, απάντησε σε κάποιον και δες την υπόσχεση να τηρείται.',
  'welcome.openDesk': 'Άνοιξε το γραφείο',
  'welcome.arriving': 'Πελάτες που έρχονται',
  'welcome.nobodyYet': 'Δεν έγραψε κανείς ακόμα',
  'welcome.nobodyYetWhy': 'Οι αναρτήσεις εμφανίζονται εδώ τη στιγμή που ακούγονται.',
  'welcome.posts': '{n, plural, one {ανάρτηση ακούστηκε} other {αναρτήσεις ακούστηκαν}}',
  'welcome.people': '{n, plural, one {πρόσωπο} other {πρόσωπα}}',
  'welcome.foot':
    'Ό,τι βλέπεις ήρθε σε αυτόν τον υπολογιστή και μένει εδώ. Η επινοημένη εταιρεία δεν χρειάζεται διαδίκτυο.',
  'welcome.noLink': 'Πάρε τον σύνδεσμο της εκκίνησης',
  'welcome.noLinkWhy':
    'Το Heed έδωσε έναν σύνδεσμο μιας χρήσης στην εκκίνηση. Φτιάχνει τον πρώτο ιδιοκτήτη· μια επανεκκίνηση δίνει νέον.',
  'welcome.owned': 'Αυτό το γραφείο έχει ιδιοκτήτη',
  'welcome.ownedWhy': 'Συνδέσου ή ζήτα από τον ιδιοκτήτη να σε προσθέσει στις Ρυθμίσεις.',

  'promise.heard': 'Ακούγονται',
  'promise.heardMeans': 'Ό,τι αφήνει ένα δίκτυο να ακουστεί, ακούγεται· ό,τι όχι, λέγεται καθαρά.',
  'promise.order': 'Με τη σειρά',
  'promise.orderMeans': 'Επόμενος είναι όποιος έχει τον λιγότερο χρόνο.',
  'promise.person': 'Από άνθρωπο, στην ώρα του',
  'promise.personMeans':
    'Το ρολόι αρχίζει με την ανάρτηση του πελάτη και σταματά μόνο με απάντηση που επιβεβαίωσε το δίκτυο.',
  'promise.once': 'Τίποτα δεν χάνεται, τίποτα δεν λέγεται δύο φορές',
  'promise.onceMeans': 'Μια απάντηση υπάρχει στο δίκτυο μία φορά ή είναι τίμια αβέβαιη.',
  'promise.honest': 'Μετρημένα τίμια',
  'promise.honestMeans': 'Μετριούνται και όσοι δεν πήραν ποτέ απάντηση.',
};
