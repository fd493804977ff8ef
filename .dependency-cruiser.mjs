/** No circle of files, types included (docs/architecture.md). What imports what between rooms is eslint's affair. */
export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'These files import each other: move what both need into a file of its own.',
      from: {},
      to: {circular: true},
    },
  ],
  options: {
    tsConfig: {fileName: 'tsconfig.json'},
    tsPreCompilationDeps: true,
    doNotFollow: {path: 'node_modules'},
  },
};
