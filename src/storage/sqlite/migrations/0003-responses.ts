/** Until when disputes have to be answered: the queue of those that are open. */
export const responses = {
  name: '0003-responses',
  statements: [
    'ALTER TABLE entry ADD COLUMN pending_response TEXT',
    'CREATE INDEX pending_response ON entry (pending_response, id) WHERE pending_response IS NOT NULL',
  ],
} as const
