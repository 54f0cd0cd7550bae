import { newStrategy } from '../../../src-main/practice/service/new-strategy.ts'
import type { StoredStrategy } from '../../../src-main/practice/service/stored-records.ts'

/** What a provider of the practice site holds besides what every new one holds: its way of signing in, and neither empty fields nor its number. */
export function storedFields(strategy: StoredStrategy): Readonly<Record<string, unknown>> {
  const plain = new Map(Object.entries(newStrategy(strategy.id, 'practice')))
  return Object.fromEntries(Object.entries(strategy).filter(([field, value]) => field === 'protocol' || plain.get(field) !== value))
}
