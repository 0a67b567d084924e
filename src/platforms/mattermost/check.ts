// The button that doctor presses: its answer shows that the press came to a program with the same secret.

/** What a post of doctor says: constant, since servers may forbid to change a message after a time. */
export const checkMessage = 'Idea Circle Bot checks its connection.';

/** The prop in which the answer to the press stands. */
export const checkProp = 'idea_circle_check';

const prefix = 'check:';

export const checkAction = (nonce: string): string => `${prefix}${nonce}`;

export function isCheck(action: string): boolean {
  return new RegExp(`^${prefix}[0-9a-f]{16,64}$`).test(action);
}

/** Writes the nonce into the post whose button was pressed. */
export function checkUpdate(action: string): object {
  return {
    update: { message: checkMessage, props: { [checkProp]: action.slice(prefix.length) } },
    skip_slack_parsing: true,
  };
}
