import { redactStrings } from '../../app/preview/redact-strings.ts'
import { createIdentityWriter } from '../../core/identity/export/create-identity-writer.ts'
import type { IdentityFormat } from '../../core/identity/export/identity-format.ts'
import type { IdentityChoice } from '../../core/identity/identity-table.ts'
import type { IdentityTables } from '../../core/identity/identity-tables.ts'
import type { IdentityRow, IdentityView } from '../../core/identity/identity-views.ts'

/** The whole document, a page at a time: nothing piles up. Throws `Cancelled`. */
export async function* identityTexts(
  tables: IdentityTables,
  view: IdentityView,
  { format, query, version }: { readonly format: IdentityFormat; readonly query: IdentityChoice; readonly version: string },
  redactText: (text: string) => string,
  signal: AbortSignal
): AsyncGenerator<string, void, undefined> {
  const about = { version, createdAt: new Date().toISOString() }
  const writer = createIdentityWriter(format, { view: redactStrings(view, redactText), about })
  yield writer.begin()
  for await (const rows of identityPages(tables, view.identityId, query, signal)) yield writer.page(redactStrings(rows, redactText))
  yield writer.end()
}

/** Rows in pages. A judgement that is open never refuses its rows. */
export async function* identityPages(
  tables: IdentityTables,
  identityId: string,
  query: IdentityChoice,
  signal: AbortSignal,
  pageSize = 200
): AsyncGenerator<readonly IdentityRow[], void, undefined> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await tables.ask(identityId, { kind: 'rows', query: { ...query, offset, limit: pageSize } }, signal)
    if (!page.ok) throw new Error(page.error.title)
    if (page.value.rows.length > 0) yield page.value.rows
    if (offset + pageSize >= page.value.total) return
  }
}
