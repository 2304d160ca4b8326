/** Español: what connectors say of themselves, by their English sentence. Held to them by `tests/channels/outside-words.test.ts`. */
export const es: Readonly<Record<string, string>> = {
  'It only listens here, so no account is needed.': 'Aquí solo escucha, así que no hace falta cuenta.',
  'Without an account there is nobody to write to; what is said in public is heard.':
    'Sin cuenta no hay a quién escribir; se oye lo que se dice en público.',
  'It did not answer in time.': 'No respondió a tiempo.',
  'Sign in again first.': 'Primero vuelva a iniciar sesión.',
  'Whether the network takes it shows only with the first answer.':
    'Si la red la acepta solo se ve con la primera respuesta.',
  'Answers are written on the network’s own page.': 'Las respuestas se escriben en la página de la propia red.',
  'The network calls Heed when somebody writes; the last heard says whether it does.':
    'La red llama a Heed cuando alguien escribe; lo último oído dice si lo hace.',
  'It is open. Nobody has said anything while we waited.': 'Está abierto. Nadie dijo nada mientras esperábamos.',
  'It is open. It brought nothing while we waited, although it carries a whole network.':
    'Está abierto. No trajo nada mientras esperábamos, aunque lleva una red entera.',
  'It broke nothing off and brought nothing while we waited.': 'No se cortó ni trajo nada mientras esperábamos.',
  'There is no such thing here.': 'Aquí no existe.',
  'It may be read; nobody has mentioned this account lately.':
    'Se puede leer; nadie ha mencionado esta cuenta últimamente.',
  'Those who take messages from strangers, or who wrote first.':
    'Quienes aceptan mensajes de desconocidos o escribieron primero.',
  'This server stands alone, without the service that would do this.':
    'Este servidor está solo, sin el servicio que haría esto.',
  'This server does not stream; it is asked every half minute.':
    'Este servidor no transmite; se le pregunta cada medio minuto.',
  'No hashtag and no public timeline is named for this channel.':
    'Este canal no tiene ninguna etiqueta ni cronología pública.',
  'This server does not tell before something is posted.': 'Este servidor no lo dice antes de que se publique algo.',
  'This server takes no pictures.': 'Este servidor no acepta imágenes.',
  'Name of the company on the square': 'Nombre de la empresa en la plaza',
  'The brand’s own name when left out.': 'Si se deja vacío, el nombre de la marca.',
  'How fast the scripted customers come': 'Con qué rapidez llegan los clientes del guion',
  '1 is a new one every 5 to 10 seconds, 0 is nobody but people who write on the page.':
    '1 es uno nuevo cada 5 a 10 segundos, 0 es nadie salvo quienes escriben en la página.',
  Seed: 'Semilla',
  'The same number brings the same customers with the same words.':
    'El mismo número trae a los mismos clientes con las mismas palabras.',
  'Nothing is needed: the square is part of Heed, and its customers are invented.':
    'No hace falta nada: la plaza es parte de Heed y sus clientes son inventados.',
  'Connect, and they begin to write. You can write as a customer too, on the square’s own page.':
    'Conecte y empezarán a escribir. También usted puede escribir como cliente, en la página de la plaza.',
  'Nothing: every word said on the square is heard, and nobody outside this installation is on it.':
    'Nada: se oye cada palabra dicha en la plaza, y nadie de fuera de esta instalación está en ella.',
  'Handle or e-mail': 'Identificador o correo',
  'As you sign in at Bluesky: kestrel.bsky.social, or your own domain.':
    'Como inicia sesión en Bluesky: kestrel.bsky.social, o su propio dominio.',
  'App password': 'Contraseña de aplicación',
  'Bluesky → Settings → Privacy and security → App passwords → Add. Tick “Allow access to your direct messages” to answer privately.':
    'Bluesky → Settings → Privacy and security → App passwords → Add. Marque «Allow access to your direct messages» para responder en privado.',
  'Server (PDS)': 'Servidor (PDS)',
  'Only for a server of your own that the handle does not lead to. Left empty, it is looked up.':
    'Solo para un servidor propio al que el identificador no lleva. Si queda vacío, se busca.',
  Stream: 'Flujo',
  'Left empty: the whole network through Jetstream. Write pds to hear your own server only, or the address of a stream.':
    'Vacío: toda la red por Jetstream. Escriba pds para oír solo su propio servidor, o la dirección de un flujo.',
  'Write the handle of the company’s account below, such as kestrel.bsky.social.':
    'Escriba abajo el identificador de la cuenta de la empresa, como kestrel.bsky.social.',
  'Go on to Bluesky’s own page. Sign in there as the company, and press Authorize.':
    'Siga a la página de Bluesky. Inicie sesión allí como la empresa y pulse Authorize.',
  'Bluesky brings you back here, and the channel is connected. Heed never sees the password.':
    'Bluesky le trae de vuelta aquí y el canal queda conectado. Heed nunca ve la contraseña.',
  'Open App passwords at Bluesky, signed in as the company.':
    'Abra «App passwords» en Bluesky con la sesión de la empresa.',
  'Press Add App Password and call it Heed. Tick “Allow access to your direct messages” to answer privately too.':
    'Pulse «Add App Password» y llámela Heed. Marque «Allow access to your direct messages» para responder también en privado.',
  'Copy the password: it is shown only once. Fill it in below.':
    'Copie la contraseña: solo se muestra una vez. Rellénela abajo.',
  'Nothing to set up there: everybody may read Bluesky. Press Connect.':
    'No hay nada que preparar allí: cualquiera puede leer Bluesky. Pulse el botón.',
  'Heed then hears every public post and keeps what your queries ask for. To answer, connect the account too.':
    'Heed oye entonces cada mensaje público y conserva lo que piden sus búsquedas. Para responder, conecte también la cuenta.',
  'Bluesky signs in only to an address with a name that begins with https. Set HEED_PUBLIC_URL to the one people reach this desk at, or use an app password.':
    'Bluesky solo inicia sesión hacia una dirección con nombre que empiece por https. Ponga en HEED_PUBLIC_URL aquella con la que se llega a este escritorio, o use una contraseña de aplicación.',
  'Bluesky signs in to http://127.0.0.1 but not to http://localhost. Set HEED_PUBLIC_URL to the former, or use an app password.':
    'Bluesky inicia sesión hacia http://127.0.0.1 pero no hacia http://localhost. Ponga la primera en HEED_PUBLIC_URL, o use una contraseña de aplicación.',
  'Posts older than the stream reaches back (about a day and a half), unless they were written to you: Bluesky asks not to be searched by programs.':
    'Mensajes más antiguos de lo que alcanza el flujo (un día y medio), salvo los escritos a usted: Bluesky pide que los programas no busquen en él.',
  'Direct messages, where the app password has no access to them, and rooms of more than two.':
    'Mensajes directos, si la contraseña de aplicación no tiene acceso a ellos, y salas de más de dos.',
  'Who only liked or shared a post: those are counted by Bluesky, not told as words.':
    'Quien solo dio «me gusta» o compartió: Bluesky los cuenta, no los cuenta con palabras.',
  'Posts of people who have blocked you are heard in the stream, but you cannot answer them.':
    'Los mensajes de quienes le han bloqueado se oyen en el flujo, pero no puede responderles.',
  'Bluesky ends such a permission after two weeks, and you sign in again. An app password lasts.':
    'Bluesky termina ese permiso a las dos semanas, y hay que volver a iniciar sesión. Una contraseña de aplicación perdura.',
  Server: 'Servidor',
  'Where the account lives: mastodon.social, or the account’s whole name (@kestrel@mastodon.social).':
    'Donde vive la cuenta: mastodon.social, o el nombre completo de la cuenta (@kestrel@mastodon.social).',
  'Access token': 'Token de acceso',
  'On the server: Preferences → Development → New application → Your access token.':
    'En el servidor: Preferences → Development → New application → Your access token.',
  'Hashtags to listen to': 'Etiquetas que escuchar',
  'Words with spaces or commas between them: kestrel, kestrelcoffee. What is said under them is heard, whoever is named.':
    'Palabras separadas por espacios o comas: kestrel, kestrelcoffee. Se oye lo que se dice bajo ellas, se nombre a quien se nombre.',
  'Public timeline': 'Cronología pública',
  'Write local to hear everything public on this server, federated to hear all that reaches it, none for neither.':
    'Escriba local para oír todo lo público de este servidor, federated para oír todo lo que le llega, none para ninguno.',
  'Write below where the company’s account lives: mastodon.social, or its whole name, @kestrel@mastodon.social.':
    'Escriba abajo dónde vive la cuenta de la empresa: mastodon.social, o su nombre completo, @kestrel@mastodon.social.',
  'Go on to that server’s own page. Sign in there as the company, and press Authorize.':
    'Siga a la página de ese servidor. Inicie sesión allí como la empresa y pulse Authorize.',
  'The server brings you back here, and the channel is connected. Heed never sees the password.':
    'El servidor le trae de vuelta aquí y el canal queda conectado. Heed nunca ve la contraseña.',
  'Sign in at your server as the company, and open Preferences → Development → New application.':
    'Inicie sesión en su servidor como la empresa y abra Preferences → Development → New application.',
  'Call it Heed. Tick read and write, and nothing else; leave the rest as it is. Press Submit.':
    'Llámela Heed. Marque read y write, y nada más; deje el resto como está. Pulse Submit.',
  'Open the application again and copy “Your access token”. Fill it in below, with the server’s name.':
    'Abra de nuevo la aplicación y copie «Your access token». Rellénelo abajo, con el nombre del servidor.',
  'On servers without such a page (snac, GoToSocial and others), sign in at the server’s own page instead.':
    'En servidores sin esa página (snac, GoToSocial y otros), inicie sesión en la página del propio servidor.',
  'Write the name of a server that shows its posts to everybody.':
    'Escriba el nombre de un servidor que muestre sus mensajes a cualquiera.',
  'Name hashtags to listen to, or write local or federated under Public timeline.':
    'Nombre etiquetas que escuchar, o escriba local o federated en «Cronología pública».',
  'What the account’s server has not received: a post elsewhere that names nobody here, by somebody whom nobody here follows, stays there.':
    'Lo que el servidor de la cuenta no ha recibido: un mensaje de otro sitio que no nombra a nadie de aquí, de alguien a quien nadie aquí sigue, se queda allí.',
  'Remove the app password as well: Bluesky → Settings → Privacy and security → App passwords.':
    'Elimine también la contraseña de aplicación: Bluesky → Settings → Privacy and security → App passwords.',
  'Hashtags and public timelines on servers that keep them from those without an account: Heed says so instead of hearing silence.':
    'Etiquetas y cronologías públicas de servidores que las ocultan a quien no tiene cuenta: Heed lo dice en vez de oír silencio.',
  'What people write for their followers only, unless it names you.':
    'Lo que la gente escribe solo para sus seguidores, salvo que le nombre.',
  'Edits and deletions of older posts, where a server does not tell them: those of the latest eighty are looked for.':
    'Cambios y borrados de mensajes antiguos, si el servidor no los comunica: se buscan los de los últimos ochenta.',
  'Who only boosted or favourited a post: those are counted by the servers, not told as words.':
    'Quien solo impulsó o marcó como favorito: los servidores lo cuentan, no lo dicen con palabras.',
  'Your names there': 'Vuestros nombres allí',
  'The user names under which your people write on Hacker News, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Los nombres de usuario con que escribe vuestra gente en Hacker News, si los hay, separados por comas. Lo que respondan allí se reconoce y detiene el reloj.',
  'Words to look for in the past': 'Palabras que buscar hacia atrás',
  'Apart by commas; the last 30 days are searched once for them. Your brand’s name when left out.':
    'Separadas por comas; se buscan una vez en los últimos 30 días. Si se deja vacío, el nombre de la marca.',
  'Nothing to set up there: Hacker News is open to everybody. Press Connect.':
    'No hay nada que preparar: Hacker News está abierto a todos. Pulsa Conectar.',
  'Edits made more than about two hours after the post, when authors can no longer make them but moderators can.':
    'Los cambios hechos más de unas dos horas después, cuando ya solo puede hacerlos la moderación.',
  'Edits and deletions made while Heed was switched off, of what was then older than about two hours.':
    'Los cambios y borrados mientras Heed estaba apagado, de lo que entonces tenía más de unas dos horas.',
  'Posts that its moderators or filters took down before anybody could see them, and who voted for what.':
    'Lo que la moderación o los filtros quitaron antes de que nadie lo viera, y quién votó qué.',
  'From before the channel was connected: only what was said with your words, up to 30 days back.':
    'Lo anterior a conectar el canal: solo lo dicho con vuestras palabras, hasta 30 días atrás.',
  'Address of the feed, or of the page': 'Dirección del canal de noticias o de la página',
  'A page is searched for its feeds, those of its comments too: blog.kestrel.example':
    'En una página se buscan sus canales, también los de comentarios: blog.kestrel.example',
  'Meant for you': 'Dirigido a vosotros',
  'Write “everything” where each entry is meant for you, such as reviews of your shop; “comments” on a site of your own. Left empty, only what your queries find is shown.':
    'Escribe «everything» si cada entrada va dirigida a vosotros, como las reseñas de vuestra tienda; «comments» en un sitio propio. Vacío: se muestra solo lo que hallen vuestras búsquedas.',
  'The user names under which your people write on that site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Los nombres de usuario con que escribe vuestra gente en ese sitio, si los hay, separados por comas. Lo que respondan allí se reconoce y detiene el reloj.',
  'Open the page whose posts, reviews or comments you want to hear, and copy its address.':
    'Abre la página cuyas entradas, reseñas o comentarios quieres oír y copia su dirección.',
  'Paste it below. Heed looks for the feeds of the page, those of its comments too.':
    'Pégala abajo. Heed busca los canales de la página, también los de sus comentarios.',
  'Anything the site leaves out of its feed: often older entries, sometimes the second half of each.':
    'Lo que el sitio deja fuera de su canal: a menudo entradas antiguas, a veces la segunda mitad de cada una.',
  'What is written between two looks, mostly ten minutes apart; and entries that came and went in between where the feed has no older pages.':
    'Lo que pasa entre dos miradas, casi siempre cada diez minutos; y lo que aparece y desaparece en medio si el canal no tiene páginas anteriores.',
  'That an entry was taken down, unless the feed itself says so: entries leave every feed in time.':
    'Que se quitó una entrada, salvo que el canal lo diga: con el tiempo, todas salen de él.',
  'Comments of pages that have no feed for them.': 'Comentarios de páginas que no tienen canal para ellos.',
  Site: 'Sitio',
  'stackoverflow.com, or another one of the network: coffee.stackexchange.com':
    'stackoverflow.com u otro de la red: coffee.stackexchange.com',
  Tags: 'Etiquetas',
  'Apart by commas. Questions with one of these tags are heard, with their answers and comments.':
    'Separadas por comas. Se oyen las preguntas con una de estas etiquetas, con sus respuestas y comentarios.',
  'Words to search for': 'Palabras que buscar',
  'Apart by commas, five at most. Questions and answers that hold one of them are heard. Leave tags and words empty to hear the whole site.':
    'Separadas por comas, cinco como mucho. Se oyen preguntas y respuestas que contengan una. Sin etiquetas ni palabras se oye todo el sitio.',
  'The user names under which your people write on this site, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Los nombres de usuario con que escribe vuestra gente en este sitio, si los hay, separados por comas. Lo que respondan allí se reconoce y detiene el reloj.',
  Key: 'Clave',
  'From stackapps.com, free: 10,000 requests a day instead of 300, so that a round takes a minute instead of a quarter of an hour.':
    'De stackapps.com, gratis: 10 000 consultas al día en vez de 300, así que una ronda tarda un minuto y no un cuarto de hora.',
  'Write the site, such as stackoverflow.com, and the tags or words that concern you.':
    'Escribe el sitio, por ejemplo stackoverflow.com, y las etiquetas o palabras que os importan.',
  'Register Heed at Stack Apps and copy the key. It is free, and a round takes a minute instead of a quarter of an hour.':
    'Registra Heed en Stack Apps y copia la clave. Es gratis, y una ronda tarda un minuto y no un cuarto de hora.',
  'Write the site, such as stackoverflow.com, the tags or words that concern you, and the key.':
    'Escribe el sitio, por ejemplo stackoverflow.com, las etiquetas o palabras que os importan, y la clave.',
  'Anything at once: without a key Stack Exchange allows 300 requests a day for one address, which makes a round about every quarter of an hour; with a key, every minute.':
    'Nada al instante: sin clave, Stack Exchange permite 300 consultas al día por dirección, una ronda cada cuarto de hora; con clave, cada minuto.',
  'Changes of comments, and deleted comments: they are not told. Deleted questions and answers are noticed within hours.':
    'Comentarios cambiados o borrados: no se avisan. Las preguntas y respuestas borradas se notan en unas horas.',
  'With tags or words: comments and answers under questions that were quiet for long, once fifty others have been active since.':
    'Con etiquetas o palabras: comentarios y respuestas bajo preguntas calladas mucho tiempo, cuando otras cincuenta se han movido desde entonces.',
  'What its search does not find: words are looked for as Stack Exchange understands them.':
    'Lo que su búsqueda no encuentra: las palabras se buscan como Stack Exchange las entiende.',
  'Private teams, chat, and what moderators took down before it was read.':
    'Equipos privados, chat y lo que la moderación quitó antes de leerse.',
  'Any Lemmy server that shows its posts to everybody: lemmy.example. One that knows many communities hears most.':
    'Cualquier servidor de Lemmy que muestre lo suyo a todos: lemmy.example. Uno que conozca muchas comunidades oye más.',
  Community: 'Comunidad',
  'Left empty: everything the server knows. Otherwise coffee, or coffee@other.example.':
    'Vacío: todo lo que el servidor conoce. Si no, coffee o coffee@other.example.',
  'How far': 'Hasta dónde',
  'Write “local” to hear this server’s own communities only.':
    'Escribe «local» para oír solo las comunidades propias de este servidor.',
  'The user names under which your people write on Lemmy, if any, apart by commas. What they answer there is recognised and stops the clock.':
    'Los nombres de usuario con que escribe vuestra gente en Lemmy, si los hay, separados por comas. Lo que respondan allí se reconoce y detiene el reloj.',
  'Write the server’s address. A large server hears most: it knows the communities its members follow elsewhere.':
    'Escribe la dirección del servidor. Uno grande oye más: conoce las comunidades que sus miembros siguen en otros.',
  'Communities of other servers that nobody on this server follows: they never reach it.':
    'Comunidades de otros servidores que nadie sigue aquí: nunca llegan a él.',
  'Servers that show their posts to members only: those hide their timeline altogether.':
    'Servidores que muestran lo suyo solo a sus miembros: esconden del todo su cronología.',
  'What reaches the server more than three hours after it was written, and edits and deletions later than that.':
    'Lo que llega al servidor más de tres horas después de escrito, y los cambios y borrados aún más tardíos.',
  'From before the channel was connected: all of the last day, and what was said with your words up to 30 days back.':
    'Lo anterior a conectar el canal: todo lo del último día, y lo dicho con vuestras palabras hasta 30 días atrás.',
  'Direct messages, votes, and communities closed to outsiders.':
    'Mensajes directos, votos y comunidades cerradas a los de fuera.',
};
