import type { IdentityTables } from '../../core/identity/identity-tables.ts'
import type { IdentityClass, IdentityView } from '../../core/identity/identity-views.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { assumptionLines, classLines, headLines, moreLine, rowLines } from '../reporters/identity.ts'
import { identityPages } from './identity-texts.ts'

/** The judgement for a person, some lines at a time. `classes` empty: those about whom something can be said. Throws `Cancelled`. */
export async function* identityLines(
  tables: IdentityTables,
  view: IdentityView,
  { classes, search, isAll }: { readonly classes: readonly IdentityClass[]; readonly search: string; readonly isAll: boolean },
  style: TextStyle,
  signal: AbortSignal
): AsyncGenerator<readonly string[], void, undefined> {
  yield headLines(view, style)
  const isChosen = classes.length > 0 || search !== ''
  for (const each of view.classes) {
    if (each.count === 0 || (classes.length > 0 && !classes.includes(each.class))) continue
    const most = isAll ? each.count : isChosen || each.severity !== 'good' ? FIRST : 0
    let shown = 0
    let isHeaded = search !== ''
    if (!isHeaded) yield classLines(each, style)
    if (most === 0) continue
    const query = { classes: [each.class], search }
    const firstPage = await tables.ask(view.identityId, { kind: 'rows', query: { ...query, offset: 0, limit: 0 } }, signal)
    const total = firstPage.ok ? firstPage.value.total : 0
    for await (const rows of identityPages(tables, view.identityId, query, signal, isAll ? undefined : FIRST)) {
      if (isHeaded) yield classLines(each, style)
      isHeaded = false
      yield rows.flatMap((row) => rowLines(row, style))
      shown += rows.length
      if (shown >= most) break
    }
    if (total > shown) yield [moreLine(each.class, total - shown, style)]
  }
  yield assumptionLines(view, style)
}

const FIRST = 10
