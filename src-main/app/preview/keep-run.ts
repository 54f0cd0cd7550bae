import { neverCancelled } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { Result } from '../../core/result.ts'
import type { JudgedPreview } from './judge-data.ts'
import type { PreviewDeskPorts } from './preview-desk-ports.ts'

/** Begins to write the run to disk, while the preview can be looked at already; absent when it is not to be kept. */
export function keepRun(
  { runs }: Pick<PreviewDeskPorts, 'runs'>,
  { ids: { runId }, data: { snapshot, site }, preview, summary }: JudgedPreview,
  keepAs: string | undefined
): Promise<Result<null, Problem>> | undefined {
  if (runId === undefined || keepAs === undefined) return undefined
  const at = snapshot.reading.startedAt
  const head = { runId, site: keepAs, at, rules: preview.rules, summary, reading: snapshot.reading }
  const saving = runs.save({ head, directory: snapshot, users: site }, neverCancelled)
  // Whoever asks hears of a fault; when nobody does it must not end the process.
  saving.catch(() => undefined)
  return saving
}
