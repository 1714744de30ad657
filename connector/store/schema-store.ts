/** Where and when something was seen in the events of a trigger. */
export interface Sighting {
  at: string;
  /** event id */
  event: string;
}

/** What is known of the events of a trigger besides their shape. */
export interface ShapeMeta {
  samples: number;
  firstAt: string;
  lastAt: string;
  /** id of the newest event */
  lastEvent: string;
  /** path and type, parted by a space -> the event that showed this first */
  first: Record<string, Sighting>;
  /** path -> the last stretch of events that had it ended then */
  lastSeen: Record<string, string>;
}

/** What was learned of the events of one (connection, trigger key); shapes in the form of `shapeToJson`. */
export interface LearnedShape {
  connectionId: string;
  /** `event:<eventName>` or `workflow:<id>` */
  triggerKey: string;
  /** null in a row that cannot be read */
  shape: unknown;
  /** only of the last events: the stretch before the current one, and the current one */
  recent: readonly [unknown, unknown];
  meta: ShapeMeta;
}

/** A decision of a person about one field; stays over later samples. */
export interface SchemaEdit {
  /** JSON Pointer, `*` for items of a list and values of a dictionary */
  path: string;
  label?: string;
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array';
  /** false takes the field out of the schema */
  include?: boolean;
  nullable?: boolean;
  /** whether the names of this object are data */
  dictionary?: boolean;
}

/** The output schema of a trigger as a person accepted it; never changed once saved. */
export interface SchemaVersion {
  connectionId: string;
  triggerKey: string;
  version: number;
  /** JSON Schema 2020-12 */
  schema: unknown;
  /** all edits in force, those of earlier versions included */
  edits: SchemaEdit[];
  /** how many events it was made from */
  samples: number;
  createdAt: string;
}

export interface SchemaStore {
  getShape(connectionId: string, triggerKey: string): Promise<LearnedShape | null>;
  /** reads, changes and writes in one transaction, so that processes can add to the same shape; `change` is pure and may run again */
  updateShape(
    connectionId: string,
    triggerKey: string,
    change: (before: LearnedShape | null) => Omit<LearnedShape, 'connectionId' | 'triggerKey'>,
  ): Promise<void>;
  /** by trigger key, without the shapes themselves */
  listShapes(connectionId?: string): Promise<Omit<LearnedShape, 'shape' | 'recent'>[]>;
  /** as the next version */
  saveSchemaVersion(version: Omit<SchemaVersion, 'version' | 'createdAt'>): Promise<SchemaVersion>;
  /** newest first */
  listSchemaVersions(connectionId: string, triggerKey: string): Promise<SchemaVersion[]>;
  /** the newest one when no version is named */
  getSchemaVersion(connectionId: string, triggerKey: string, version?: number): Promise<SchemaVersion | null>;
}
