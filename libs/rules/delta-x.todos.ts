import type { RuleId, Text } from '#libs/kernel';

const say = (en: string, fr: string): Text => ({ en, fr });

/** What to do about a refusal under a rule of fiche 5, where the refusal itself says nothing nearer. */
export const deltaXTodos: Readonly<Record<RuleId, Text>> = {
  'DX-01': say('lodge a DAU E/S instead of a manifest', 'déposez un DAU E/S au lieu d’un manifeste'),
  'DX-02': say('lodge a DAU E/S with its copies 1 to 3', 'déposez un DAU E/S, exemplaires 1 à 3'),
  'DX-03': say(
    'name the local arrangement, or lodge a form of step 1',
    'indiquez les modalités locales, ou déposez un formulaire de l’étape 1',
  ),
  'DX-04': say(
    'give what the manifest lacks as the paper has it, then send it again',
    'complétez le manifeste conformément au papier, puis renvoyez',
  ),
  'DX-05': say(
    'give what the DAU lacks as the paper has it, then send it again; another declaration takes a number of its own',
    'complétez le DAU conformément au papier, puis renvoyez ; une autre déclaration prend son propre numéro',
  ),
  'DX-06': say(
    'have the office stamp box A, or use a pre-authenticated form',
    'faites apposer le cachet du bureau en case A, ou utilisez un formulaire pré-authentifié',
  ),
  'DX-07': say('wait for Delta X: it goes on there', 'attendez Delta X : elle s’y poursuit'),
  'DX-08': say(
    'lodge by the means that the form allows, and give the office and the instant',
    'déposez par le moyen prévu pour ce formulaire, en indiquant le bureau et l’instant',
  ),
  'DX-09': say(
    'keep the declaration that was validated before the alert; no second one is lodged',
    'conservez la déclaration validée avant l’alerte ; on n’en dépose pas de seconde',
  ),
  'DX-10': say(
    'send the document to the office of declaration that the authorisation names',
    'adressez le document au bureau de déclaration prévu dans l’agrément',
  ),
  'DX-11': say(
    'let copy 3 travel with the goods and have it endorsed at exit',
    'joignez l’exemplaire 3 aux marchandises et faites-le viser à la sortie',
  ),
  'DX-12': say(
    'complete the entry in the records, or lodge a form of step 1',
    'complétez l’inscription dans les écritures, ou déposez un formulaire de l’étape 1',
  ),
  'DX-13': say(
    'enter only consignments of negligible value, or lodge a form of step 1',
    'n’inscrivez que des EVN, ou déposez un formulaire de l’étape 1',
  ),
  'DX-14': say(
    'wait for the office’s opening hours or have the service come, and record its release',
    'attendez les heures d’ouverture ou la présence du service, puis enregistrez sa mainlevée',
  ),
  'DX-15': say(
    'record what the office did: its stamp, its selection, its control, its release',
    'enregistrez l’acte du bureau : cachet, sélection, contrôle, mainlevée',
  ),
  'DX-16': say(
    'record the visa of the French office of exit, after the release',
    'enregistrez le visa du bureau de sortie français, après la mainlevée',
  ),
  'DX-17': say(
    'have the endorsed DAU, with its list of articles, presented to the office of exit',
    'faites présenter le DAU visé, avec sa liste des articles, au bureau de sortie',
  ),
  'DX-20': say(
    'go on in Delta X and send the message that is owed there',
    'poursuivez dans Delta X et transmettez-y le message attendu',
  ),
  'DX-21': say(
    'check the instants: only paper lodged during the alert is re-integrated',
    'vérifiez les dates : seul un papier déposé pendant l’alerte est réintégré',
  ),
  'DX-22': say('have it re-integrated, or show that it is an EVN', 'faites-la réintégrer, ou justifiez l’EVN'),
  'DX-23': say('keep it in the stock records, at the service’s disposal', 'conservez-le en comptabilité matière'),
  'DX-24': say('ask the office to relax the deadline, and record it', 'demandez un assouplissement et enregistrez-le'),
  'DX-25': say('wait for its slot: the plan sends it in time', 'attendez son créneau : le plan l’envoie à temps'),
  'DX-26': say('enter it in validated mode', 'saisissez-la en mode validé'),
  'DX-27': say(
    'give mention 50000 and the date on which the paper was lodged',
    'indiquez la mention 50000 et la date de dépôt du papier',
  ),
  'DX-28': say(
    'leave the data as lodged; rectify afterwards, by an act of its own',
    'laissez les données déposées ; rectifiez ensuite, par un acte distinct',
  ),
  'DX-29': say(
    'have the first declaration cancelled by the service, and record its answer',
    'faites annuler la première déclaration par le service, puis enregistrez sa réponse',
  ),
  'DX-30': say('keep the stamped document: it is the proof', 'conservez le document visé : il fait preuve'),
  'DX-31': say(
    'validate it while its delay runs, or enter a new one as the goods stand',
    'validez-la tant que le délai court, ou saisissez-en une nouvelle selon la situation des marchandises',
  ),
  'DX-32': say(
    'give the globalisation period as the agreement has it, and check its dates',
    'indiquez la période de globalisation prévue, et vérifiez ses dates',
  ),
  'DX-33': say(
    'record the control’s result and the release first',
    'enregistrez d’abord le résultat du contrôle et la mainlevée',
  ),
  'DX-34': say(
    'print the stamp from the document, with the instant at which the fallback began',
    'imprimez le cachet du document, avec l’instant de début de la procédure de secours',
  ),
};
