/** All that the command line takes from the process, so that tests run it as a function. */
export interface CliIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  stdinIsTty: boolean;
  stdoutIsTty: boolean;
  env: Record<string, string | undefined>;
  /** folder that relative paths and the default data folder start from */
  cwd: string;
  fetch: typeof fetch;
  readStdin(): Promise<string>;
  /** the bytes of stdin as they come */
  stdinBytes?: AsyncIterable<Uint8Array>;
  /** asks on the terminal and shows what is typed; null when interrupted */
  ask(question: string): Promise<string | null>;
  /** asks on the terminal and shows nothing of what is typed; null when interrupted */
  askHidden(question: string): Promise<string | null>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** calls back on SIGINT until the returned function is called */
  onInterrupt(callback: () => void): () => void;
  /** runs the server in this process with these settings before those of the environment; resolves once it listens */
  serve(settings: Record<string, string>): Promise<void>;
  /** runs the sandbox in a child process with the same terminal; answers its exit code */
  runSandbox(args: readonly string[]): Promise<number>;
}
