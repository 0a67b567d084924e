// What is said where a channel does not take a message that somebody asked for, in English.

export const posting = {
  notAMember: () => 'I am not in this channel: invite me with /invite, then type it again.',
  archived: () => 'This channel is archived: nothing can be posted here any more.',
  notAllowed: () =>
    'I am in this channel but may not post here: a setting of the channel or of the workspace forbids it. Ask whoever looks after the channel.',
  other: () =>
    'The channel did not take my message. Try again; if it happens again, tell whoever runs this bot.',
};
