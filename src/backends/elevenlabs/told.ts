/* What an agent is told beside what the user says to it. */

export const stoppedText =
  'The user has pressed Stop, and did not hear the rest of what you were saying. Say nothing until they speak.';

/** What takes the place of something that was told and does not hold any more. */
export const withdrawnText = 'What was told here before does not hold any more.';

/** Words of the user that are not to be responded to. */
export function notedText(text: string): string {
  return `The user has written this, which needs no response: ${JSON.stringify(text)}`;
}

/** Words of the user in an earlier conversation, which this one has not been told yet. */
export function earlierText(text: string): string {
  return `The user had said this before: ${JSON.stringify(text)}`;
}

/** What came of a tool that was called in an earlier conversation, of which this one knows nothing. */
export function resultText(name: string, output: string): string {
  return `This came of the tool ${name}, which you had called before: ${output}`;
}
