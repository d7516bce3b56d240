/** Something the machine or its settings lack. `message` says in Chinese what, and what to do; programs exit with 3. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';
  readonly exitCode = 3;
}

/** `errno` of a failed system call, e.g. `EACCES`; undefined for anything else. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
