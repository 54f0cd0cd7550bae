export const exitCodes = {
  /** No check failed; nothing to do; applied and proved; the site holds exactly this. */
  ok: 0,
  /** A check failed; a plan is unsafe or stale; the site differs; what became of a change is not known. */
  failed: 1,
  /** Bad usage, or the work could not be done at all. */
  couldNotRun: 2,
  /** Something is left to do: a plan has changes, or a change waits for a person. */
  changes: 10,
  /** Ctrl-C: 128 plus the number of SIGINT, as shells have it. */
  cancelled: 130
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
