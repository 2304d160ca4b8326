import type { IntentWords } from './intents-kind.ts';

export const FRENCH: IntentWords = {
  tongue: 'le la les des de et est je vous pas un une pour sur mon ma ce que au',
  lists: {
    not: 'pas jamais plus aucun aucune rien personne sans ni ne n',
    work: 'marche* march* fonctionn* arriv* reçu reçois recevoir répond* réponse réponds charge* ouvre* ouvrir connect* accéder accede rembours* livr* traité trait* résolu résol* affich* trouv* recharg* démarr* allum* appel* rappel* aid* joignable valid* reconn* peux peut pouvons pouvez install* lance fait',
    good: 'content contente contents satisfait satisfaite bon bonne bien top normal acceptable recommand* sérieux heureux terrible drôle utile agréable correct',
    thing:
      'commande* colis paquet* livraison* produit* article* lettre bagage* valise* argent code carte courrier* mail remboursement',
    time: 'heure* jour* semaine* mois an ans année* minute*',
  },
  trouble: [
    'cassé*|casse|panne*|défectueu*|arnaque*|arnaqu*|escroc*|escroquerie|honte|honteux|honteuse|inadmissible*|déçu*|décev*|déception|horrible*|plainte|plaindre|fuit|fuite*|nul|nulle|nuls|nullissime|lamentable*|scandal*|inacceptable*|pourri*|merde|merdique|catastroph*|désastr*|pire|mauvais*|très mal|si mal|mal servi*|mal reçu*|insupportable*|incompétent*|incapables|voleur*|volé|volent|menteur*|mensonge*|mentent|foutage de gueule|fout* de|foutez|se moque|moquez|ridicule*|impoli*|désagréable|malpoli*|irrespect*|odieux|colère|furieu*|énervé*|énerv*|agacé*|marre|ras le bol|raz le bol|dégout*|déplorable*|minable*|médiocre*|insatisf*|mécontent*',
    'problème*|problem*|souci*|erreur*|bug*|plante|plantent|planté|plantage*|coupure*|coupé*|retard*|annulé mon|annulé ma|annulée|annulés|abîmé*|endommag*|manquant*|manque|perdu*|égaré|bloqué*|bloque|suspendu*|lent|lente|lenteur|cher|trop cher|abus|abusé|abusif|débité deux|raccroch*|ignor*|jeté* par|jeté*|gâch*|périmé*|froid|fêlé*|fissur*|déchir*|brûlé*|goutte|inutilisable*|inadmissible|hors service|en rade|publicité mensongère|n importe quoi|une blague|la blague|jamais vu|zéro|plus jamais|payé pour rien',
  ],
  failing: [
    '$not ... $work|$work pas|$work plus|$work .. pas|$work .. plus|$work jamais|$work .. jamais|sans internet|sans réseau|sans connexion|sans réponse|sans nouvelles|sans solution|aucune réponse|aucune nouvelle|aucune solution|aucun retour|aucun signal|pas de réponse|pas de réseau|pas de connexion|pas reçu|pas arriv*|personne .. répond|personne .. décroche|injoignable*|vide|incomplet*|ne s allume|se ferme .. seul*|se ferme|s éteint',
  ],
  lacking: ['ne .. plus|alors que|au lieu de|personne ne|impossible|pas encore|sans .. prévenir'],
  waiting: [
    'toujours .. pas|toujours pas|encore une|encore un|encore .. fois|pas encore|j attends|on attend|attends|attend depuis|attente|depuis .. $time|depuis hier|depuis lundi|depuis mardi|depuis mercredi|depuis jeudi|depuis vendredi|fait .. $time|ça fait|il y a .. $time|au bout de|combien de temps|combien de fois|à chaque fois|chaque fois|tous les jours|chaque jour|toute la journée|troisième fois|deuxième fois|énième|de nouveau|enfin|personne|relance*|relancé',
  ],
  asking: [
    'comment|où|quand|pourquoi|qui|quel|quelle|quels|quelles|est ce|est|combien|quelqu un|avez vous|peut on|puis je|pouvez|acceptez|accepte|y a|à quelle|que|c est quoi|vous avez|savez|savez vous|qu est',
  ],
  wondering: [
    'quelqu un sait|savez vous|sait si|j aimerais savoir|je voudrais savoir|voudrais savoir|savoir si|savoir quand|savoir comment|une question|question|quelle heure|comment on|comment faire|comment puis|où est|où en est|quand est|quand sera|pourquoi ma|pourquoi mon|pourquoi je|pourquoi vous|pourquoi ne|combien coûte|combien ça|est il possible|est ce que|est ce qu|y a t|avez vous|que faire|que dois|pouvez vous me dire|me dire si',
  ],
  wanting: [
    'svp|stp|s il vous plaît|s il vous plait|s il te plaît|s il te plait|merci de|merci d|veuillez|pouvez vous|pourriez vous|peux tu|pourrais tu|je veux|nous voulons|je voudrais|nous voudrions|j aimerais|je souhaite|nous souhaitons|souhaite|souhaiterais|j ai besoin|besoin|il me faut|il me faudrait|il faudrait|faudrait|remboursez|corrigez|réparez|réglez|envoyez|renvoyez|appelez|rappelez|contactez|répondez|annulez|changez|résiliez|faites|donnez|débloquez|exige|exigeons|demande de|demande un|demande le|urgent*|remplacez|vérifiez|supprimez|réserver|être remboursé*|être rappelé*',
  ],
  calling: ['aide|aider|aidez|m aider|à l aide|au secours|que faire|que dois je faire|assistance|un coup de main'],
  praise: [
    'adore|adorons|adoré|aime|excellent*|génial*|géniaux|parfait*|formidable*|super|top|merveilleu*|magnifique*|fantastique*|meilleur*|bravo|félicitations|recommande|recommander|ravi*|satisfait*|heureux|heureuse|impeccable*|délicieu*|efficace*|réactif*|réactivité|réactive|gentil*|aimable*|sympa*|souriant*|professionnel*|au top|chapeau|très bien|très bon|très bonne|bon service|bonne qualité|qualité au|extra|incroyable|rapide et|un régal|accueil formidable|pouce levé|coup de coeur',
  ],
  thanks: ['merci|remerci*|remerciement*|mercii|grand merci|mille mercis|reconnaissant*'],
  mishap: ['j ai oublié|oublié|oublie|j ai perdu|par erreur|par mégarde|ma faute|sans faire exprès'],
  leaving: [
    'plus jamais|jamais plus|change d opérateur|changer d opérateur|changer d operateur|change de fournisseur|changer de fournisseur|change de banque|changer de banque|change de crèmerie|chez un autre|chez la concurrence|la concurrence|concurren*|aller voir ailleurs|aller ailleurs|vais ailleurs|va ailleurs|ailleurs|résili*|fermer mon compte|ferme mon compte|clôturer mon compte|clôture de mon|supprimer mon compte|supprimez mon compte|je pars|je vous quitte|vous quitte|quitter|dernière fois|dernière commande|perdu un client|perdu une cliente|perdre un client|un client de moins|adieu|boycott*|je n achèterai|n achète plus|ne commanderai|commande plus|fuyez|à fuir|portabilité|me désabonn*|désabonn*',
  ],
  spoilt: [
    '$not .. $good|pas .. recommand*|ne recommande|déconseill*|non merci|merci pour rien|merci de rien|merci de .. gâch*|bravo pour|bravo le|bravo la|super service|pas terrible|pas top|pas génial|pas content*|pas satisf*|pas super|merci qui|à part ça bravo|peu efficace|moins bien',
  ],
  ahead: [
    'merci d avance|merci par avance|d avance merci|par avance|merci de|merci d|vous remercie d avance|cordialement|merci .. réponse|bien à vous|serais reconnaissant*|en vous remerciant|remercie par avance',
  ],
  requests: {
    refund: [
      'rembours*|mon argent|notre argent|rendez .. argent|récupérer mon argent|indemnis*|dédommag*|avoir sur|compensation|geste commercial|recrédit*',
    ],
    cancel: [
      'résili*|annuler|annulez|annulation|fermer mon compte|clôturer|clôture|supprimer mon compte|supprimez mon compte|désabonn*|désinscri*|rétract*|mettre fin|stopper mon|arrêter mon',
    ],
    delivery: [
      'commande .. arriv*|colis|livraison*|livré*|livrer|livreur*|pas reçu|pas .. reçu|toujours pas .. arriv*|pas arriv*|où est .. $thing|où en est .. $thing|jamais reçu|jamais .. arriv*|suivi|expédi*|transporteur|relais|bagage*|valise*|attends .. $thing|attend .. $thing|chronopost|retard .. livraison|en attente de livraison',
    ],
    access: [
      'mot de passe|mdp|me connecter|se connecter|connexion à mon|connecter à|accéder à mon|accéder à|accès à|accès|identifiant*|mon compte .. bloqué|compte .. bloqué|compte .. suspendu|compte .. pirat*|pirat*|hack*|débloqu*|récupérer mon compte|code de vérification|code de confirmation|valider mon compte|changer .. adresse mail|m inscrire',
    ],
    bug: [
      'bug*|erreur*|plante|plantent|planté|plantage*|ne fonctionn* pas|fonctionn* pas|fonctionn* plus|ne marche pas|marche pas|marche plus|ne charge|ne s ouvre|ne se lance|appli .. pas|application .. pas|site .. pas|page .. pas|coupure*|sans internet|sans réseau|sans connexion|pas de réseau|plus internet|plus d internet|plus de réseau|mise à jour|maj|serveur*|écran noir|écran blanc|se ferme|se bloque|freeze|déconnect*|en panne|hors service|page blanche',
    ],
    booking: [
      'réserver|réservation*|une table|table pour|rendez vous|rdv|une chambre|changer .. vol|décaler|reporter|siège*|correspondance|prise de rendez',
    ],
    billing: [
      'débité*|débit|prélev*|prélèvement*|factur*|facture*|frais|surfactur*|deux fois .. commande|payé deux|payer deux|trop perçu|tarif*|montant|somme prélevée|note de frais',
    ],
    exchange: [
      'échange*|échanger|remplac*|réparer|réparation*|garantie|sav|pièce détachée|pièces|un nouveau|une nouvelle|nouveau .. mien|nouvelle .. mienne|renvoyer .. produit|retourner|retour .. produit|retour gratuit|mauvaise taille|mauvais article|arrivé .. cassé*|arrivée .. cassé*|arrivé .. abîmé*|reçu .. cassé*',
    ],
  },
};
