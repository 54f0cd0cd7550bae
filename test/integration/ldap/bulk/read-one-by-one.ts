import { expect } from 'vitest'
import { readAllValues } from '../../../../src-main/core/directory/read-ranges.ts'
import type { DirectorySession } from '../../../../src-main/core/ports/directory.ts'
import type { PlainEntry } from './read-in-bulk.ts'

/** The same as `readInBulk` gives, by the paged search that the checks use, one range after the other. */
export async function readOneByOne(
  session: DirectorySession,
  base: string,
  filter: string,
  attributes: readonly string[]
): Promise<ReadonlyMap<string, PlainEntry>> {
  const found = new Map<string, string[]>()
  const ranged: { readonly dn: string; readonly attribute: string }[] = []
  const wanted = attributes.map((name) => name.toLowerCase())
  const outcome = await session.search({
    base,
    scope: 'sub',
    filter,
    attributes,
    pageSize: 100,
    onPage: (entries) => {
      for (const entry of entries) {
        const lines: string[] = []
        for (const [name, values] of entry.attributes) {
          if (wanted.includes(name)) lines.push(...values.map((value) => `${name}: ${value}`))
          const [attribute = '', option = ''] = name.split(';')
          if (option.startsWith('range=')) ranged.push({ dn: entry.dn, attribute })
        }
        found.set(entry.dn, lines)
      }
      return 'continue'
    }
  })
  expect(outcome.end).toEqual({ kind: 'complete' })
  for (const { dn, attribute } of ranged) {
    const all = await readAllValues(session, dn, attribute)
    if (!all.ok) throw new Error(`The members of ${dn} were not read: ${JSON.stringify(all.error)}`)
    found.get(dn)?.push(...(all.value?.values ?? []).map((value) => `${attribute}: ${value}`))
  }
  return new Map(Array.from(found, ([dn, lines]) => [dn, lines.sort()]))
}
