/** The sentences of errors with images; like those of errors.ts, but loaded with the first image. */
export const imageSentences = {
  'unsupported-image': {
    message: 'This image can’t be opened. Try a JPEG or PNG file.',
    help: 'createImageBitmap: this browser does not know the format, or the file is damaged.',
  },
} as const;
