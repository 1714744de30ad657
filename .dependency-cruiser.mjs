// files that import each other in a circle can be read, tested and moved only together
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Move what both need into a file of its own: see docs/architecture.md.',
      severity: 'error',
      // data that holds itself: a field can hold fields, a text can hold JSON
      from: { pathNot: ['^designer/fields/', '^schemas/infer/(shape-node|text-stats)\\.ts$'] },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
