import type { ProblemKind } from './problem-kind.js';

/** Problems that the request can put right, or that are nobody's to put right. */
export const REQUEST_PROBLEMS = {
  invalid: {
    status: 400,
    title: { en: 'The request is not valid', fr: 'La requête n’est pas valide' },
    meaning: {
      en: 'The body, a parameter or a header can’t be read, or a field is missing, malformed or not known here.',
      fr: 'Le corps, un paramètre ou un en-tête est illisible, ou un champ manque, est mal formé ou n’est pas connu.',
    },
    todo: {
      en: 'Correct each field that errors names, then send the request again.',
      fr: 'Corrigez chaque champ nommé dans errors, puis renvoyez la requête.',
    },
  },
  'idempotency-key-missing': {
    status: 400,
    title: { en: 'An Idempotency-Key header is needed', fr: 'L’en-tête Idempotency-Key est nécessaire' },
    meaning: {
      en: 'A change was asked for without the key that recognises it when it comes twice.',
      fr: 'Une modification a été demandée sans la clé qui la reconnaît si elle arrive deux fois.',
    },
    todo: {
      en: 'Send Idempotency-Key: up to 200 visible ASCII characters, new for each thing you want done, the same when you repeat it.',
      fr: 'Envoyez Idempotency-Key : 200 caractères ASCII visibles au plus, nouveaux pour chaque opération, les mêmes si vous la répétez.',
    },
  },
  unauthenticated: {
    status: 401,
    title: { en: 'Who is asking is not known', fr: 'Le demandeur n’est pas identifié' },
    meaning: {
      en: 'There is no access token, or it is expired, malformed or of another issuer.',
      fr: 'Il n’y a pas de jeton d’accès, ou il est expiré, mal formé ou d’un autre émetteur.',
    },
    todo: {
      en: 'Sign in again and send the new token as Authorization: Bearer.',
      fr: 'Identifiez-vous à nouveau et envoyez le nouveau jeton dans Authorization: Bearer.',
    },
  },
  'role-missing': {
    status: 403,
    title: { en: 'Your role does not allow it', fr: 'Votre rôle ne le permet pas' },
    meaning: {
      en: 'You are known, but this is for other roles, or it belongs to another operator.',
      fr: 'Vous êtes identifié, mais ceci est réservé à d’autres rôles ou appartient à un autre opérateur.',
    },
    todo: {
      en: 'Ask somebody who has one of the roles that the detail names, or act for your own operator.',
      fr: 'Adressez-vous à une personne ayant l’un des rôles cités, ou agissez pour votre propre opérateur.',
    },
  },
  'not-found': {
    status: 404,
    title: { en: 'There is no such thing here', fr: 'Ressource introuvable' },
    meaning: {
      en: 'Nothing is known under this address or id; a row of the past may not have existed yet.',
      fr: 'Rien n’est connu à cette adresse ou sous cet identifiant ; dans le passé, il n’existait peut-être pas encore.',
    },
    todo: {
      en: 'Check the id. If you have just created it, ask with minPosition set to the Reprise-Position you were given.',
      fr: 'Vérifiez l’identifiant. Si vous venez de le créer, indiquez dans minPosition le Reprise-Position reçu.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { en: 'Not a method of this resource', fr: 'Méthode non permise ici' },
    meaning: {
      en: 'The address exists, but does not take this HTTP method.',
      fr: 'L’adresse existe, mais n’accepte pas cette méthode HTTP.',
    },
    todo: {
      en: 'Look up the methods of the resource under /docs.',
      fr: 'Consultez les méthodes de la ressource dans /docs.',
    },
  },
  conflict: {
    status: 409,
    title: { en: 'Things changed meanwhile', fr: 'La situation a changé entre-temps' },
    meaning: {
      en: 'Somebody else changed the same thing at the same time, or what you go on with is under way or over.',
      fr: 'Quelqu’un d’autre a modifié la même chose en même temps, ou ce que vous poursuivez est en cours ou terminé.',
    },
    todo: {
      en: 'Read it again. If the change still makes sense, repeat it with the same Idempotency-Key.',
      fr: 'Relisez-la. Si la modification garde son sens, répétez-la avec la même clé Idempotency-Key.',
    },
  },
  'wrong-offset': {
    status: 409,
    title: { en: 'The upload goes on at another offset', fr: 'L’envoi reprend à un autre décalage' },
    meaning: {
      en: 'The import has kept more or less of the file than the request supposes.',
      fr: 'L’import a conservé plus ou moins du fichier que la requête ne le suppose.',
    },
    todo: {
      en: 'Send the file from the byte that the member uploadOffset (and the header Upload-Offset) gives.',
      fr: 'Envoyez le fichier à partir de l’octet donné par le membre uploadOffset (et l’en-tête Upload-Offset).',
    },
  },
  'precondition-failed': {
    status: 412,
    title: { en: 'It is no longer as you saw it', fr: 'La ressource a changé depuis votre lecture' },
    meaning: {
      en: 'If-Match names a revision that is not the last one, or is no ETag.',
      fr: 'If-Match cite une révision qui n’est pas la dernière, ou n’est pas un ETag.',
    },
    todo: {
      en: 'Read it again, decide again, and send the change with the new ETag in If-Match.',
      fr: 'Relisez-la, décidez à nouveau, et envoyez la modification avec le nouvel ETag dans If-Match.',
    },
  },
  'too-large': {
    status: 413,
    title: { en: 'The request is too large', fr: 'La requête est trop volumineuse' },
    meaning: {
      en: 'The body, or what would be recorded of it, is larger than what is taken at once.',
      fr: 'Le corps, ou ce qui en serait enregistré, dépasse ce qui est accepté en une fois.',
    },
    todo: {
      en: 'Send many declarations as one file to /v1/imports, which has no limit, or split the request.',
      fr: 'Envoyez de nombreuses déclarations en un fichier à /v1/imports, sans limite de taille, ou divisez la requête.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { en: 'This content type is not taken here', fr: 'Ce type de contenu n’est pas accepté ici' },
    meaning: {
      en: 'The Content-Type is missing, is not read by this resource, or is not that of the import you go on with.',
      fr: 'Le Content-Type manque, n’est pas lu par cette ressource, ou n’est pas celui de l’import que vous poursuivez.',
    },
    todo: {
      en: 'Send application/json; to /v1/imports text/csv or application/x-ndjson.',
      fr: 'Envoyez application/json ; à /v1/imports, text/csv ou application/x-ndjson.',
    },
  },
  refused: {
    status: 422,
    title: { en: 'Refused', fr: 'Refusé' },
    meaning: {
      en: 'The request is well formed, but a rule of the fallback procedure or the state of things forbids it.',
      fr: 'La requête est bien formée, mais une règle de la procédure de secours ou la situation l’interdit.',
    },
    todo: {
      en: 'Each entry of errors has its reason, the rule with its source and section, and what to do (todo).',
      fr: 'Chaque entrée de errors donne son motif, la règle avec sa source et sa section, et ce qu’il faut faire (todo).',
    },
  },
  'not-importable': {
    status: 422,
    title: { en: 'The file can’t be imported', fr: 'Le fichier ne peut pas être importé' },
    meaning: {
      en: 'The file is empty, is not UTF-8, or its header line lacks, repeats or misnames a column. Nothing was recorded.',
      fr: 'Le fichier est vide, n’est pas en UTF-8, ou une colonne manque, est en double ou est inconnue. Rien n’a été enregistré.',
    },
    todo: {
      en: 'Correct the first line as errors says, and send the whole file again.',
      fr: 'Corrigez la première ligne selon errors, et renvoyez tout le fichier.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: {
      en: 'The Idempotency-Key belongs to another request',
      fr: 'La clé Idempotency-Key appartient à une autre requête',
    },
    meaning: {
      en: 'You have sent this key before, with another method, address or body.',
      fr: 'Vous avez déjà envoyé cette clé avec une autre méthode, une autre adresse ou un autre corps.',
    },
    todo: {
      en: 'Take a new key for what is new; repeat a request unchanged with its key.',
      fr: 'Prenez une nouvelle clé pour une nouvelle opération ; répétez une requête à l’identique avec sa clé.',
    },
  },
  'precondition-required': {
    status: 428,
    title: { en: 'An If-Match header is needed', fr: 'L’en-tête If-Match est nécessaire' },
    meaning: {
      en: 'You change what exists without saying which revision of it you have seen.',
      fr: 'Vous modifiez ce qui existe sans indiquer la révision que vous avez lue.',
    },
    todo: {
      en: 'Send If-Match with the ETag of what you have read.',
      fr: 'Envoyez If-Match avec l’ETag de ce que vous avez lu.',
    },
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
