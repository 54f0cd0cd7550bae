export const exitCodes = {
  /** No check failed; nothing to do; the sync would do nothing unsafe; applied and proved; the site holds exactly this. */
  ok: 0,
  /** A check failed; a plan or a sync is unsafe, a plan stale; the site differs; what became of a change is not known. */
  failed: 1,
  /** Bad usage, or the work could not be done at all. */
  couldNotRun: 2,
  /** A preview whose reading was cut: it is no base for anything, whatever else it shows. */
  incomplete: 3,
  /** Something is left to do: a plan has changes, or a change waits for a person. */
  changes: 10,
  /** Ctrl-C: 128 plus the number of SIGINT, as shells have it. */
  cancelled: 130
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
