/** The words of video, camera and screen; loaded where a backend carries them. */
export const sharingWords = {
  videoOf: 'Video of {name}',
  startCamera: 'Turn on camera',
  stopCamera: 'Turn off camera',
  yourCamera: 'Your camera',
  shareScreen: 'Share screen',
  stopSharing: 'Stop sharing',
} as const;
