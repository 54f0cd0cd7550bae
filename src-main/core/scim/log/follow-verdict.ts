import { type Problem, problem } from '../../errors.ts'
import type { EvidenceItem } from '../../evidence.ts'
import { comparableText } from '../../preview/name-person.ts'
import { printableText } from '../../report/printable-text.ts'
import { type CauseFacts, causeOfEntry, causeProblem, wordsOfFailure } from './cause-of-entry.ts'
import { evidenceOf, type ReadScimEntry } from './group-scim-causes.ts'

/**
 * Whether an entry is about the person that was typed: by any name in it, or by the number that belongs to one. `ids` are the numbers that
 * are known to be the person’s.
 */
export function isAboutPerson({ reading, view }: ReadScimEntry, typed: string, ids: ReadonlySet<string>): boolean {
  const wanted = comparableText(typed)
  return (
    [...reading.names, view.person].some((name) => comparableText(name) === wanted) ||
    (reading.userId !== undefined && ids.has(reading.userId))
  )
}

export type FollowVerdict =
  | { readonly kind: 'done'; readonly sentence: string; readonly evidence: readonly EvidenceItem[] }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** What became of the person, once no more requests come. `entries`: oldest first, at least one. */
export function followVerdict(
  entries: readonly ReadScimEntry[],
  { person, ...about }: { readonly person: string } & Pick<CauseFacts, 'now' | 'tokenEndsAt' | 'isByPassword'>
): FollowVerdict {
  const newest = entries.at(-1)
  const isWrite = ({ entry }: ReadScimEntry): boolean => entry.requestMethod.trim().toUpperCase() !== 'GET'
  const lastWrite = entries.findLast(isWrite)
  // A failure that Entra ID got over is none: what it did last counts, and a search does not make good for what was refused.
  const failure = [newest, lastWrite].find((entry) => entry?.view.isFailure === true)
  if (failure !== undefined) {
    const cause = causeOfEntry(failure.entry, failure.reading)
    const facts = { count: 1, status: failure.entry.responseCode ?? 0, words: wordsOfFailure(failure.reading), ...about }
    return { kind: 'failed', problem: causeProblem(cause.kind, { ...facts, evidence: evidenceOf(failure) }) }
  }
  const written = lastWrite
  const evidence = (written ?? newest) === undefined ? [] : entries.flatMap(evidenceOf).slice(0, MOST_EVIDENCE)
  const who = printableText(person)
  if (written !== undefined) return { kind: 'done', sentence: `Files.com did what Entra ID wanted. ${written.view.sentence}`, evidence }
  const isFound = entries.some(({ reading }) => (reading.answer?.totalResults ?? 0) > 0 || reading.wish.kind === 'read-user')
  return isFound
    ? { kind: 'done', sentence: `Entra ID found the account of ${who} and had nothing to change.`, evidence }
    : { kind: 'failed', problem: problem('scim-log.follow.only-looked', { person: who }, evidence) }
}

const MOST_EVIDENCE = 20
