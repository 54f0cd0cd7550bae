export const exitCodes = {
  /** No check failed. */
  ok: 0,
  /** A check failed. */
  failed: 1,
  /** Bad usage, or the work could not be done at all. */
  couldNotRun: 2,
  /** Ctrl-C: 128 plus the number of SIGINT, as shells have it. */
  cancelled: 130
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
