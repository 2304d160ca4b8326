import type { IntentWords } from './intents-kind.ts';

export const ENGLISH: IntentWords = {
  tongue: 'the and my you your with have that this of to for been i im',
  lists: {
    not: 'not no never cant cannot dont doesnt didnt wont isnt arent wasnt couldnt wouldnt havent hasnt hadnt aint unable nothing nobody nor dosent doesent without',
    work: 'work* load* open* connect* start* play* sync* charg* respond* reply* answer* arriv* receive* deliver* turn* update* install* download* upload* log login sign access* find see hear show* appear* display* send sent* come came function* verify verified recogni* accept* let letting get gotten got credited redeem* join* switch* launch* boot* print* save* fix* solv* resolv* ship* shipped process* register* pair* stream* hold* run* pour* brew* heat* stop* help*',
    good: 'good great nice happy impressed helpful worth satisfied pleased acceptable ok okay fair right fun funny fresh cool useful',
    thing:
      'order* parcel* package* packet delivery item* product* refund* money payment* code email* mail* letter luggage bag* book* shipment* ticket* pin card*',
    time: 'hour* day* week* month* year* minute* min mins hrs ages',
    past: 'second third fourth fifth 2nd 3rd 4th 5th tenth hundredth umpteenth',
  },
  trouble: [
    'broke|broken|leak*|faulty|defect*|terrible|awful|worst|useless|scam*|fraud*|ripoff|rip off|ripped off|overcharg*|rude|disappoint*|unaccept*|ridiculous*|complain*|furious|angry|disgust*',
    'unhappy|nightmare|horribl*|horrendous|pathetic|a joke|joke of|shambles|damaged|ruined|unusable|overheat*|disgrace*|shame on|shameful|appalling|atrocious|abysmal|garbage|trash|rubbish|crap*|shit*|bullshit|bs|sucks|suck|sucked|sux',
    'hate|hated|hates|annoy*|frustrat*|fed up|sick of|tired of|poor service|poor quality|poorly|bad|badly|worse|worsen*|slow|lousy|mess|messed|screw*|wrong|wrongly|wrongful*|unfair*|mislead*|misled|lied|lying|liars|lies|dishonest|thieves|thief|stole|stealing|rob|robbed|robbery|robbing',
    'lost my|lost our|is lost|was lost|got lost|been lost|are lost|lost all|lost the order|lost luggage|missing|ignor*|incompeten*|unprofessional|careless|clueless|wtf|wth|fuck*|damn|dammit|ffs|piss*|smh|stupid|dumb|idiot*|moron*|insult*|insane|outrage*|inexcusable|unbelievabl*|absurd|nonsense|greedy|greed|crook*|con artists|cheat*|deceiv*|deceptive|false adverti*',
    'problem*|issue*|trouble*|error*|bug|bugs|buggy|glitch*|fault|fail|fails|failed|failing|failure*|fiasco|outage*|is down|are down|been down|went down|crash*|froze*|freez*|stuck|lag|laggy|lagging|dead on arrival|died|dead|torn|dirty|mouldy|moldy|stale|cold food|scratched|cracked|dented|shattered|bugged|hacked|compromised',
    'cancelled my|canceled my|cancelled our|canceled our|cancelled flight*|cancelled again|delayed|delays|overpriced|too expensive|rip|waste of|wasted|wasting|lose money|losing money|cost me|let down|letdown|regret*|mistreat*|downgrad*|hung up|hang up|hangs up|on hold|kept me|nerve of|how dare|what a joke|no excuse|no clue|zero stars|one star',
    'banned|suspended|terminated|blocked|disabled|locked out|deactivated|demonetized|flagged|removed my|deleted my|took my|charged me|charged twice|double charged|taken twice|gone wrong|go wrong|keeps .. ing|rejected|denied|refus*|drip*|smell*|stink*|noisy|ruin*|unreliable|inconsistent|price gouging|phishing',
  ],
  failing: [
    '$not .. $work|not working|stop* working|stopped .. working|quit working|keeps crashing|keeps saying|keep* getting|wont let|not letting|doesnt let|no internet|no service|no signal|no connection|no power|no sound|no water|never .. $work|never got|never .. arriv*|never .. received|yet to receive|yet to arrive',
    'not .. available|unavailable|impossible to|cut off|acting up|out of order|disappear*|vanish*|lost connection|signed out|logged out|kicked out|without .. asking|didnt .. ask|says .. wrong|not as described|not what|doesnt match|half empty|came empty|arrived .. broken|arrived .. damaged',
    'what is wrong|whats wrong|what is going on|whats going on|what happened to|what have you done|doing nothing|does nothing|did nothing|having trouble|having issues|having problems|have a problem|have an issue',
  ],
  lacking: [
    'even though|instead of|gone|should have|supposed to|does not|did not|is not|can not|could not|will not|was not|have not|has not|bring back|hard to|no longer',
  ],
  waiting: [
    'still no*|still waiting|still havent|still hasnt|still not|still doesnt|still cant|still .. $work|been waiting|waiting for|waited|waiting since|no answer|no reply|no response|no one|noone|nobody|no help|not one|again and again|yet again|over and over|once again|third time|$past time',
    'for .. $time|since .. yesterday|since yesterday|since last|since monday|since tuesday|since wednesday|since thursday|since friday|since saturday|since sunday|$time ago|$time later|how long|how many times|how much longer|every time|everytime|every day|all day|all week|overdue|late|two weeks now|hours on|third .. $time|is anybody there|anybody there|is anyone there|again',
  ],
  asking: [
    'how|where|when|why|who|which|what|whats|wheres|whens|hows|anyone|anybody|does|do|did|is|are|was|can i|can we|can it|can the|could i|could we|may i|should i|will|would it|would i|has|have you|am i|is there|are there|whose|whos',
  ],
  wondering: [
    'know how|know if|know when|know where|know why|know what|tell me how|tell me if|tell me when|tell me why|tell me what|tell me where|wonder* if|wondering|any idea|any chance|any way|anyway to|anyone know|anyone else|is it possible|possible to|what can i do|what do i do|what should i do|how do i|how can i|how to|how long|how much|what time|when will|where is|where can|why is|why are|why do|why does|why did|why has|why have|why cant|why wont|why isnt|why would|is there .. way|do you have|do you know|do you sell|do you offer|does it|is it|are you going|will you|when does|when do|when are|when is|question about|a question|quick question|explain',
  ],
  wanting: [
    'please|pls|plz|please fix|fix|can you|could you|would you|will you|can u|can someone|could someone|can anyone|i want|we want|i need|we need|need to|want to|want my|need my|give me|send me|send us|get me|call me|contact me|email me|dm me|message me|reply to|get back to|let me know|i would like|id like|wed like|i d like|i wish|would love|look into|sort this|sort it|sort out|resolve|replace*|refund me|check|bring back|add|make it|change my|reset|unlock|unban|restore|reactivate|remove|delete|cancel my|cancel the|cancel our|stop sending|requesting|request|demand|can i get|can i have|could i get|could i have|may i have|looking to|kindly|urgent*|asap|book|make a reservation',
  ],
  calling: ['help|helpp*|support please|need support|assist|assistance|need .. help|sos|advise|advice|stuck|struggl*'],
  praise: [
    'love|loved|loving|loves|great|awesome|amazing|excellent|fantastic|brilliant|wonderful|perfect|perfectly|best|good job|great job|well done|nice work|nice job|good work|superb|outstanding|fabulous|impress*|delight*|recommend|recommended|happy with|pleased with|so happy|very happy|very good|really good|so good|kudos|props|hats off|shoutout|shout out|legend*|stars|lifesaver|life saver|incredible|beautiful|flawless*|smooth|delicious|lovely|loveliest|tasty|yummy|charming|gorgeous|spotless|nicest|so nice|very nice|favourite|favorite|top notch|first class|five stars|5 stars|exceptional|thrilled|enjoy*|big fan|rocks|rock|kind|friendly|polite|helpful|super helpful|quick response|fast response|well deserved|goat|awesomeness|stellar|digging',
  ],
  thanks: [
    'thank|thanks|thx|thnx|thanx|tks|ty|tysm|cheers|appreciate|appreciated|much obliged|grateful|thankful|thankyou|kudos',
  ],
  mishap: [
    'i forgot|i forget|i have forgotten|i forgotten|forgot my|forgot the|ive lost|i lost my|i lost the|dont remember|cant remember|do not remember|i accidentally|by accident|by mistake|my mistake|my fault|i dropped|got a new phone|got a new number|old phone number|dont know the password',
  ],
  leaving: [
    'switching to|switch to .. else|switching .. provider*|switched to|moving to another|move to another|moving .. elsewhere|moved to another|going elsewhere|go elsewhere|taking my business|take my business|took my business|lost a customer|lost my business|lost .. customer|losing .. customer|lose .. customer|never again|never .. buy* .. again|never .. order* .. again|never .. fly* .. again|never .. use* .. again|never .. shop* .. again|never .. book* .. again|never .. buying|never .. ordering|never .. flying|never .. using|never .. coming back|last time i|last order|last time we',
    'done with you|done with this company|done with your|done with them|i am done|im done|were done with|bout done|done with|leaving you|leaving for|im leaving|i am leaving|im out|goodbye|bye bye|unsubscrib*|cancelling my|canceling my|cancel my account|cancel my membership|cancel my contract|cancel my subscription|cancelled my subscription|cancelled my account|cancelled my membership|closing my account|close my account|close .. account|delete my account|deleted my account|terminate my contract|ending my contract|terminate .. account|no longer a customer|not .. customer anymore|not be renewing|wont be renewing|not renew|wont renew|wont be back|wont .. be back|not be back|wont use|find another|finding another|looking for another|look for another|get rid of you|get rid of these|get rid of them|going to your competitor*|to the competition|boycott*|avoid|your competitor*|switch provider*|change provider*|changing provider*|moving to .. provider|makes me want to leave|want to leave|will not be using|quit this company|port my number|porting my number|porting out',
  ],
  spoilt: [
    '$not .. $good|thanks for nothing|no thanks|no thank you|thanks a lot for ruining|thanks for ruining|thanks for wasting|not .. love|dont love|not recommend|wouldnt recommend|dont recommend|cannot recommend|cant recommend|never recommend|oh great|well done .. for|great job .. ruining|love how|love it when|love when|thanks for the .. delay|thanks for .. delay|thanks for cancelling|thanks for losing|no help|great start|nice one|used to be good|used to be great|used to love|not the best|do better|be better|way to go|so much for',
  ],
  ahead: [
    'thanks in advance|thank you in advance|thanks advance|thank you for your time|thanks for looking|best regards|kind regards|best wishes|would be appreciated|would appreciate|appreciate .. help|appreciate .. response|appreciate .. reply|appreciate .. if|be grateful|be appreciated|much appreciated if',
  ],
  requests: {
    refund: [
      'penny back|pennies back|cent back|dime back|every penny|refund*|money back|reimburs*|my money|compensat*|give .. back .. money|return my money|want .. credit back|store credit|voucher for|chargeback|charge back|reverse the charge',
    ],
    cancel: [
      'tried .. unsubscribe|cancel .. sub|cancel .. plan|cancel my|cancel the|cancel our|cancel an|cancel a|cancel this|cancel it|to cancel|cancelling my|canceling my|cancellation|unsubscribe|close my account|close .. account|delete my account|delete .. account|delete an account|terminate .. contract|terminate my|end my contract|end my subscription|stop my subscription|stop .. subscription|opt out|please cancel|can .. cancel|remove my account|deactivate my account',
    ],
    delivery: [
      'when .. $thing .. ship*|$thing ships|do you ship|ship to|shipping to|where is .. $thing|wheres .. $thing|where are .. $thing|$thing ... not .. arriv*|$thing ... hasnt|$thing ... havent|$thing ... never|$thing ... late|not .. received .. $thing|havent .. received|hasnt .. arrived|didnt .. receive|never .. received|never .. arrived|never .. came|not .. arrived|didnt .. arrive|didnt .. come|yet to .. receive|yet to .. arrive|yet to .. ship|deliver*|tracking|shipping|shipped|shipment|courier|parcel|out for delivery|lost .. $thing|$thing ... lost|missing .. $thing|$thing ... missing|still waiting for .. $thing|waiting for .. $thing|waiting on .. $thing|waiting on my|hasnt .. shipped|lost luggage|lost bag*|my luggage|dispatch*|didnt get .. $thing|never got .. $thing|not .. get .. $thing|paid .. not .. received|bought .. not .. get|bought .. never|paid .. never',
    ],
    access: [
      'login|log in|logging in|log into|logging into|log on|log back|sign in|signing in|signin|sign into|signing into|sign back|password*|locked out|locked account|account locked|account .. locked|account .. suspended|account .. disabled|account .. banned|account .. hacked|account .. blocked|account .. terminated|account .. deactivated|suspended .. account|banned .. account|disabled .. account|hacked .. account|hacked .. my|into my account|into my .. account|access .. account|access to my|recover* .. account|recover* my|account .. back|account recovery|lost .. account|forgot* .. password|forgot* .. email|reset my|reset .. password|verification code|2 step|two step|2fa|authenticator|otp|one time code|unlock .. account|unban|unsuspend|reactivate|verify my account|verify .. account|security question*|username|sign up|signed out|logged out|channel .. suspended|channel .. terminated|suspended .. channel|help .. my account|my account .. help|hacked|got into my account|change .. email|wont let me in|let me in|get in to my|get into my',
    ],
    bug: [
      'bug|bugs|buggy|glitch*|crash*|error*|freez*|froze|frozen|not work*|doesnt work|dont work|isnt work*|wont work|didnt work|stopped work*|not loading|wont load|doesnt load|not .. load*|wont open|wont start|wont install|wont update|wont download|wont play|wont connect|not connect*|cant connect|wont sync|not syncing|not responding|servers .. down|server .. down|is down|are down|outage|app .. $not|website .. $not|site .. $not|page .. $not|black screen|blue screen|white screen|blank screen|loading screen|bsod|lag|lagging|laggy|buffering|stuck on|stuck at|keeps stopping|keeps closing|closes itself|keeps .. crashing|keeps .. disconnecting|disconnect*|servers|your server|not show* up|doesnt show|not showing|not appear*|isnt .. show*|no sound|no audio|no video|wont let me|not let* me|doesnt let me|not recogni*|broke .. update|since .. update|after .. update|latest update|new update|ios update|malfunction*|no internet|no signal|no service|no connection|is broken|cant find|not available|keep* getting|keeps saying|it says|invalid|unable to',
    ],
    booking: [
      'book a|book an|book .. table|book .. room|book .. class|book .. seat*|book .. flight|like to book|want to book|make .. reservation|reservation',
      'reserve a|reserve .. table|reserve .. room|my booking|our booking|booking|rebook*|re book*|reschedul*|change my flight|change .. flight|change my reservation|appointment*|make an appointment|upgrade my seat|seat selection|check in online|missed .. connection|missed .. flight|next flight|table for',
    ],
    billing: [
      'charged|overcharg*|double charg*|invoice*|billing|my bill|the bill|bill is|bill was|bill for|receipt|charging me|charge me|charges|been charged|charge on my|charge for|charge from|deducted|debited|taken .. from my account|took .. from my account|direct debit|paid twice|billed|fee|fees|unauthori* charge|unauthori* payment|price on .. bill|auto renew*|renewed .. without|payment .. declined|pay by invoice|vat',
    ],
    exchange: [
      'replace my|replace it|replacement*|exchange it|exchange my|exchange this|exchange for|to exchange|an exchange|repair|repaired|repairs|warranty|guarantee|send .. new one|new one|swap it|swap for|spare part*|return it|return this|return my|return an|return .. item|to return|arrived .. broken|arrived .. damaged|arrived .. cracked|came .. broken|came .. damaged|faulty|defective|wrong item|wrong size|wrong colour|wrong color|cracked screen|broken screen|fix my phone|battery replace*|new battery',
    ],
  },
};
