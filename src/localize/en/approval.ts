/** Words that come with what needs them: a tool that asks first, in English. Every other language has the same keys. */
export const approvalWords = {
  approvalTitle: 'Allow “{action}”?',
  approvalText: 'The assistant wants to do this for you.',
  allow: 'Allow',
  alwaysAllow: 'Always in this conversation',
  deny: 'Deny',
} as const;
