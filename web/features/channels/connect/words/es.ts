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
};
