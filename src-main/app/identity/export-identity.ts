import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { createIdentityWriter } from '../../core/identity/export/create-identity-writer.ts'
import { identityRow } from '../../core/identity/identity-rows.ts'
import type { IdentityExport } from '../../core/identity/identity-tables.ts'
import type { IdentityRow } from '../../core/identity/identity-views.ts'
import type { IdentityResult } from '../../core/identity/judge-identity.ts'
import { exportTexts } from '../../core/preview/export/preview-writer.ts'
import type { ExportedRows } from '../../core/preview/preview-desk.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { PreviewDeskPorts } from '../preview/preview-desk-ports.ts'
import { redactStrings } from '../preview/redact-strings.ts'
import type { OpenedIdentity } from './create-identity-tables.ts'

/** Writes a judgement to a file, a page at a time; until all of it is there, there is no file. Throws `Cancelled`. */
export async function exportIdentity(
  { result, view, table }: OpenedIdentity,
  { format, path, query }: IdentityExport,
  { output, clock, version, redactText }: Pick<PreviewDeskPorts, 'output' | 'clock' | 'version' | 'redactText'>,
  signal: CancelSignal
): Promise<Result<ExportedRows, Problem>> {
  const indexes = table.indexes(query)
  const about = { version, createdAt: new Date(clock.now()).toISOString() }
  const writer = createIdentityWriter(format, { view: redactStrings(view, redactText), about })
  const written = await output.write(path, exportTexts(writer, rowsOf(result, indexes, redactText)), signal)
  return written.ok ? succeed({ path, rows: indexes.length }) : written
}

function* rowsOf(result: IdentityResult, indexes: Uint32Array, redactText: (text: string) => string): Generator<IdentityRow, void> {
  for (const row of indexes) yield redactStrings(identityRow(result, row), redactText)
}
