import type { DeclarationFilter } from '../api/calls.js';
import type { AttentionGroup } from '../api/rows.js';

/** What shows a whole group in the list of declarations; `undefined` for what is no declaration, or is soon over. */
export const inList = ({ status, cause }: Pick<AttentionGroup, 'status' | 'cause'>): DeclarationFilter | undefined => {
  switch (status) {
    case 'refused':
    case 'held':
      return { status, cause };
    case 'accepted':
      return { needs: 'doubled' };
    case 'message-owed':
    case 'mention-missing':
      return { needs: status, cause };
    case 'attempting':
      return { status };
    case 'stamp-awaited':
    case 'issue-unfinished':
      return undefined;
    default:
      return { needs: status };
  }
};
