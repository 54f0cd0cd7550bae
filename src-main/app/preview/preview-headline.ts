import { counted } from '../../core/catalog/entry.ts'
import type { PreviewSummary } from '../../core/preview/preview-result.ts'

/** What the sync would do, in one sentence with the number of people first. What is not whole says so before anything else. */
export function previewHeadline({ people, counts, isComplete }: PreviewSummary, hasSite: boolean): string {
  const found = `${counted(people, 'person', 'people')} in the directory`
  const sentence = `${found}: ${hasSite ? listed(changesOf(counts)) : `${number(counts.create)} would be created on an empty site`}${restOf(counts)}.`
  return isComplete ? sentence : `Incomplete, somebody is missing here and nobody knows who; as far as it goes, ${sentence}`
}

type Counts = PreviewSummary['counts']

function changesOf({ create, update, disable, delete: gone }: Counts): readonly string[] {
  return [...said(create, 'created'), ...said(update, 'updated'), ...said(disable, 'disabled'), ...said(gone, 'deleted')]
}

function listed(changes: readonly string[]): string {
  if (changes.length === 0) return 'the sync would change nobody'
  const last = changes.at(-1) ?? ''
  return `${[...(changes.length > 1 ? [changes.slice(0, -1).join(', ')] : []), last].join(' and ')} by the sync`
}

function restOf({ unchanged, 'left-out': leftOut }: Counts): string {
  const rest = [...said(unchanged, 'unchanged'), ...said(leftOut, 'left out')]
  return rest.length === 0 ? '' : `; ${rest.join(', ')}`
}

function said(count: number, word: string): readonly string[] {
  return count === 0 ? [] : [`${number(count)} ${word}`]
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
