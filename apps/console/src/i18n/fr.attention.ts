import type { enAttention } from './en.attention.js';

/** Ce qui attend une personne, outre les refus et les retenues. */
export const frAttention: Readonly<Record<keyof typeof enAttention, string>> = {
  'needs.status.cancellation-due':
    'dans Delta X, à annuler ; {n|son papier est|leurs papiers sont} en comptabilité matières',
  'needs.status.cancellation-requested': '{n|annulation demandée, non confirmée|annulations demandées, non confirmées}',
  'needs.status.cancellation-refused': '{n|annulation refusée|annulations refusées} par le service',
  'needs.status.enter-anew': '{n|anticipée supprimée|anticipées supprimées}, à saisir de nouveau',
  'needs.status.message-owed': '{n|doit|doivent} un message à Delta X',
  'needs.status.control-unreleased': 'sous contrôle, échéance proche',
  'needs.status.control-unsatisfactory': 'sous contrôle, avec une irrégularité',
  'needs.status.release-awaited': 'de marchandises soumises à restriction, en attente de mainlevée',
  'needs.status.own-deadline': 'proches de la fin de {n|sa période|leur période}',
  'needs.status.mention-missing': '{n|acceptée|acceptées} sans la mention du contrôle physique',
  'needs.status.stamp-awaited': '{n|document|documents} en attente du cachet du bureau',
  'needs.status.issue-unfinished': '{n|numéro|numéros} sans document',
  'needs.todo.cancellation-due': 'Demandez son annulation au service, pour qu’aucun doublon ne subsiste.',
  'needs.todo.cancellation-requested': 'Relancez le bureau, puis enregistrez sa réponse.',
  'needs.todo.cancellation-refused':
    'Redemandez avec ce qu’attend le service, ou conservez la première : le papier n’est alors pas réintégré.',
  'needs.todo.enter-anew':
    'Saisissez-en une nouvelle dans Delta X selon la situation des marchandises, puis enregistrez-la sur sa page.',
  'needs.todo.message-owed': 'Transmettez le message dans Delta X, puis enregistrez-le sur la page de la déclaration.',
  'needs.todo.control-unreleased': 'Obtenez la mainlevée, ou un assouplissement du délai : d’ici là, rien ne part.',
  'needs.todo.control-unsatisfactory':
    'Enregistrez un second contrôle puis la mainlevée, ou la retenue définitive des marchandises.',
  'needs.todo.release-awaited': 'Elles ne partent qu’avec la mainlevée expresse du service : demandez-la.',
  'needs.todo.own-deadline': 'Levez ce qui empêche l’envoi avant la fin de la période de globalisation.',
  'needs.todo.mention-missing': 'Faites-la rectifier dans Delta X, puis enregistrez la rectification sur sa page.',
  'needs.todo.stamp-awaited':
    'Faites viser la case A par le bureau, puis enregistrez le cachet : le document est alors valable.',
  'needs.todo.issue-unfinished':
    'Refaites la demande de document avec la même clé ; un redémarrage du service l’achève aussi.',
  'needs.filter': 'À faire : {what}',
  'needs.until': 'Jusqu’au {when}',
  'needs.over': 'Le délai a pris fin le {when}.',
  'rectify.field': 'Donnée',
  'rectify.lodged': 'Déposée',
  'rectify.rectified': 'Rectifiée',
  'rectify.asLodged': 'Déposée : {value}',
  'rectify.add': 'Une donnée de plus',
  'rectify.remove': 'Retirer celle-ci',
  'rectify.caption': '{act}, {when} : {why}',
  'rectify.restrictedDocuments': 'Documents d’ordre public',
  'rectify.mentions': 'Mentions spéciales',
  'rectify.lodgingMeans': 'Moyen de dépôt',
  'rectify.lodgingOffice': 'Bureau du dépôt',
  'rectify.authorisation': 'Autorisation de dédouanement centralisé',
  'rectify.officeOfDeclaration': 'Bureau de déclaration',
  'rectify.period': 'Période de globalisation',
};
