import { changeWords } from '../../../src-main/core/preview/code-words.ts'
import type { PreviewRow } from '../../../src-main/core/preview/preview-result.ts'

/** What would change, in a few words: `Email, full name, joins 2 groups`. */
export function changesInShort({ changes, groupsGained, groupsLost }: Pick<PreviewRow, 'changes' | 'groupsGained' | 'groupsLost'>): string {
  const parts = [
    ...changes.map(({ field }) => changeWords[field].toLowerCase()),
    ...groups('joins', groupsGained),
    ...groups('leaves', groupsLost)
  ]
  const text = parts.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function groups(verb: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  return [`${verb} ${names.length} ${names.length === 1 ? 'group' : 'groups'}`]
}
