import { problem } from '../../core/errors.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { type Result, succeed } from '../../core/result.ts'
import { badUsage, type Refusal, standsInTheWay } from '../refusal.ts'

/** By its id, the beginning of it, or `last`. `runs` are the newest first. */
export function findRun(runs: readonly PreviewRunHead[], named: string): Result<PreviewRunHead, Refusal> {
  const typed = named.trim().toLowerCase()
  const found = typed === '' ? [] : typed === 'last' ? runs.slice(0, 1) : runs.filter(({ runId }) => runId.toLowerCase().startsWith(typed))
  const exact = found.find(({ runId }) => runId.toLowerCase() === typed)
  const [run] = exact === undefined ? found : [exact]
  if (run === undefined) return standsInTheWay(problem('preview.run.unknown', { run: named }))
  return found.length === 1 || exact !== undefined
    ? succeed(run)
    : badUsage(`${String(found.length)} runs begin with “${named}”: type more of it. “entra-setup preview --list-runs” shows them.`)
}
