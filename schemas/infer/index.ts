export { emptyShape, merge, mergeInto, defaultLimits, Shape, type ShapeLimits } from './shape.ts';
export { observe } from './observe.ts';
export { scanSamples, type ScanOptions } from './scan.ts';
export { shapeToJson, shapeFromJson, type ShapeJson } from './shape-json.ts';
export { parseSamples, type ParseOptions, type ParsedSamples, type SampleNotice } from './parse-samples.ts';
export { offerRepair, type Repair } from './repair-json.ts';
export { SampleStream, type SampleStreamOptions } from './sample-stream.ts';
export { formatNames, formatPatterns, type FormatName } from './formats.ts';
