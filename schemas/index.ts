export * from './infer/index.ts';
export { toTypeScript } from './emit/typescript.ts';
export { toZodSource } from './emit/zod.ts';
export { toWorkatoFields, fromWorkatoFields, type WorkatoField } from './emit/workato.ts';
export { toDatapills, joinPath, type Datapill } from './emit/datapills.ts';
export { sampleOf } from './emit/sample.ts';
export { checkUserSchema, schemaBounds } from './validate/check-user-schema.ts';
export { compileSchema, type SchemaCheck, type SchemaFault } from './validate/compile-schema.ts';
