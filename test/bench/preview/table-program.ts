import { explainPerson } from '../../../src-main/core/preview/explain.ts'
import { runPreview } from '../../../src-main/core/preview/run-preview.ts'
import { createSnapshotBuilder } from '../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { benchRules } from './bench-rules.ts'
import { firstNames, lastNames } from '../directory-words.ts'

export interface TableTimes {
  readonly longestSliceMs: number
  /** Each letter of each word typed, after the texts were prepared. */
  readonly searchesMs: readonly number[]
  readonly firstSortMs: number
  readonly jumpToEndMs: number
  readonly explainUnknownMs: number
}

const ROWS = 500_000

/** A table of half a million people, made without a server. Prints how long its answers take. */
const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'openldap', now: new Date(0) })
for (let person = 0; person < ROWS; person += 1) {
  const given = firstNames[person % firstNames.length] ?? ''
  const family = lastNames[(person * 7) % lastNames.length] ?? ''
  const uid = `u${String(person).padStart(7, '0')}`
  const texts = { uid: [uid], cn: [`${given} ${family}`], givenname: [given], sn: [family], mail: [`${uid}@corp.example.test`] }
  builder.addTextPerson({ dn: `uid=${uid},ou=people,dc=corp,dc=example,dc=test`, attributes: new Map(Object.entries(texts)) })
}
const snapshot = builder.finish({
  end: { kind: 'complete' },
  source: { kind: 'live', host: 'bench' },
  startedAt: new Date(0).toISOString(),
  durationMs: 0,
  pages: 0,
  references: 0
})
const preview = runPreview(snapshot, undefined, benchRules, { now: new Date(0) })

let longestSliceMs = 0
for (;;) {
  const startedMs = performance.now()
  const isMore = preview.table.prepare()
  longestSliceMs = Math.max(longestSliceMs, performance.now() - startedMs)
  if (!isMore) break
}
const page = { offset: 0, limit: 100 }
const searchesMs = ['anna', 'u0001', 'zq', 'people smith'].flatMap((word) =>
  Array.from(word, (_, last) => timedMs(() => preview.rows({ ...page, search: word.slice(0, last + 1) })))
)
const sort = [{ column: 'name' }] as const
const times: TableTimes = {
  longestSliceMs,
  searchesMs,
  firstSortMs: timedMs(() => preview.rows({ ...page, sort })),
  jumpToEndMs: timedMs(() => preview.rows({ offset: ROWS - 100, limit: 100, sort })),
  explainUnknownMs: timedMs(() => explainPerson(preview, 'nobody.of.this.name'))
}
console.log(JSON.stringify(times))

function timedMs(work: () => unknown): number {
  const startedMs = performance.now()
  work()
  return performance.now() - startedMs
}
