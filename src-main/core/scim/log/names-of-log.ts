import type { ScimEntryReading } from './read-scim-entry.ts'

/** Who has which number: a change of an account or a group mostly says the number alone. */
export interface NamesOfLog {
  person(id: string): string | undefined
  group(id: string): string | undefined
}

/** As far as entries of the log name both. Of several names the one of the first reading counts, so the newest goes first. */
export function namesOfLog(readings: readonly ScimEntryReading[]): NamesOfLog {
  const people = new Map<string, string>()
  const groups = new Map<string, string>()
  for (const { userId, names, groupId, group } of readings) {
    const [name] = names
    if (userId !== undefined && name !== undefined && !people.has(userId)) people.set(userId, name)
    if (groupId !== undefined && group !== '' && !groups.has(groupId)) groups.set(groupId, group)
  }
  return { person: (id) => people.get(id), group: (id) => groups.get(id) }
}

export const noNames: NamesOfLog = { person: () => undefined, group: () => undefined }
