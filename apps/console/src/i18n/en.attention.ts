/** What needs a person beside what customs refused or something holds. */
export const enAttention = {
  'needs.status.cancellation-due':
    'in Delta X, to be cancelled; {n|its paper is|their papers are} in the stock records',
  'needs.status.cancellation-requested': '{n|cancellation|cancellations} asked for, not confirmed',
  'needs.status.cancellation-refused': '{n|cancellation|cancellations} that the service refused',
  'needs.status.enter-anew': '{n|anticipated one|anticipated ones} deleted, to be entered anew',
  'needs.status.message-owed': '{n|owes|owe} Delta X a message',
  'needs.status.control-unreleased': 'under control with the deadline near',
  'needs.status.release-awaited': 'with restricted goods, awaiting release',
  'needs.status.own-deadline': 'near the end of {n|its period|their period}',
  'needs.status.stamp-awaited': '{n|paper|papers} awaiting the office’s stamp',
  'needs.status.issue-unfinished': '{n|number|numbers} without a document',
  'needs.todo.cancellation-due': 'Ask the service to cancel it, so that nothing stands twice.',
  'needs.todo.cancellation-requested': 'Ask the office what became of the request, and record its answer.',
  'needs.todo.cancellation-refused':
    'Ask again with what the service wants, or keep the first one: the paper is then not sent.',
  'needs.todo.enter-anew': 'Enter a new one in Delta X as the goods stand, and record it on its page.',
  'needs.todo.message-owed': 'Send the message in Delta X, and record it on the page of the declaration.',
  'needs.todo.control-unreleased': 'Obtain the release, or have the deadline relaxed: until then it is not sent.',
  'needs.todo.release-awaited': 'They leave with the service’s explicit release only: ask for it.',
  'needs.todo.own-deadline': 'Settle what keeps it from being sent before the globalisation period ends.',
  'needs.todo.stamp-awaited':
    'Have box A stamped by the office, and record the stamp: the paper is valid from then on.',
  'needs.todo.issue-unfinished':
    'Issue the document again with the same key; a restart of the service finishes it as well.',
  'needs.filter': 'To do: {what}',
  'needs.until': 'Until {when}',
  'needs.over': 'The time for it ended on {when}.',
} as const;
