import { counted } from '../../core/catalog/entry.ts'
import type { PreviewSummary } from '../../core/preview/preview-result.ts'

/** What the sync would do, in one sentence with the number of people first. What is not whole says so before anything else. */
export function previewHeadline({ people, users, counts, isComplete }: PreviewSummary, hasSite: boolean): string {
  const found = `${counted(people, 'person', 'people')} in the directory`
  const sentence = hasSite
    ? `${found}, ${counted(users, 'user', 'users')} on the site: the sync would ${changesOf(counts)}${restOf(counts)}.`
    : `${found}: ${number(counts.create)} would be created on an empty site${restOf(counts)}.`
  return isComplete ? sentence : `Incomplete, somebody is missing here and nobody knows who; as far as it goes, ${sentence}`
}

type Counts = PreviewSummary['counts']

function changesOf({ create, update, disable, delete: gone }: Counts): string {
  const changes = [...said('create ', create), ...said('update ', update), ...said('disable ', disable), ...said('delete ', gone)]
  const last = changes.pop()
  if (last === undefined) return 'change nobody'
  return changes.length === 0 ? last : `${changes.join(', ')} and ${last}`
}

function restOf({ unchanged, 'left-out': leftOut }: Counts): string {
  const rest = [
    ...said('', unchanged, unchanged === 1 ? ' stays as it is' : ' stay as they are'),
    ...said('', leftOut, leftOut === 1 ? ' is left out' : ' are left out')
  ]
  return rest.length === 0 ? '' : `; ${rest.join(', ')}`
}

function said(before: string, count: number, after = ''): readonly string[] {
  return count === 0 ? [] : [`${before}${number(count)}${after}`]
}

function number(count: number): string {
  return count.toLocaleString('en-US')
}
