import { readFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { hasCode, isSystemError } from '../files/system-error.ts'

export interface RunningProcess {
  readonly pid: number
  /** Which of all processes that ever had this id, where the system tells. */
  readonly startMark?: string | undefined
}

/** This process, as another one can find it. */
export async function ownProcess(): Promise<RunningProcess> {
  return { pid: process.pid, startMark: await startMarkOf(process.pid) }
}

/**
 * Whether the process that wrote this down at `sinceMs` still runs. Ids are used again: Linux tells when a process started; elsewhere an id from
 * before the last start of the computer is known to be somebody else's, and any other counts as running.
 */
export async function isStillRunning({ pid, startMark }: RunningProcess, sinceMs: number): Promise<boolean> {
  if (!exists(pid)) return false
  const mark = await startMarkOf(pid)
  if (mark !== undefined && startMark !== undefined) return mark === startMark
  return sinceMs > startOfComputerMs() - CLOCK_MAY_BE_OFF_MS
}

/** The clock is set after the start of the computer: an hour covers a wrong time zone of a second system beside this one. */
const CLOCK_MAY_BE_OFF_MS = 3_600_000

function startOfComputerMs(): number {
  return Date.now() - uptime() * 1000
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (hasCode(error, 'ESRCH')) return false
    // EPERM: it exists, and belongs to somebody else.
    if (hasCode(error, 'EPERM')) return true
    throw error
  }
}

/** Equal to no mark that was written down. */
const ENDED = 'ended'

/** The start of the computer (its random id) and the clock tick since then at which the process started: proc(5), fields 3 and 22 of `stat`. */
async function startMarkOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    const [bootId, stat] = await Promise.all([readFile('/proc/sys/kernel/random/boot_id', 'utf8'), readFile(`/proc/${pid}/stat`, 'utf8')])
    // The second field is the program's name in brackets, which may hold spaces and brackets itself.
    const fromThird = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended; only its parent has not asked for it yet.
    if (/^[ZX]$/.test(fromThird[0] ?? '')) return ENDED
    const startTicks = fromThird[22 - 3]
    return startTicks === undefined ? undefined : `${bootId.trim()}/${startTicks}`
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}
