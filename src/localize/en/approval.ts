/** Words that come with what needs them: a tool that asks first, in English. Every other language has the same keys. */
export const approvalWords = {
  approvalTitle: 'Allow “{action}”?',
  approvalText: '{name} would like to do this for you.',
  allow: 'Allow',
  alwaysAllow: 'Always allow in this call',
  deny: 'Don’t allow',
  yes: 'yes',
  no: 'no',
} as const;
