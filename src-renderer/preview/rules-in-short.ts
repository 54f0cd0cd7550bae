import { listItems } from '../../src-main/core/model/service-field-value.ts'
import type { PreviewRulesForm } from '../state/preview-filters-state.svelte.ts'

/** The rules in one line, for where they are folded away. */
export function rulesInShort(rules: PreviewRulesForm): string {
  const name = rules.domain === '' ? rules.usernameField : `${rules.usernameField}@${rules.domain}`
  const groups = listItems(rules.requiredGroups).length
  return [
    `user name ${name}`,
    groups === 0 ? 'everybody' : `only people in ${groups === 1 ? 'one group pattern' : `${String(groups)} group patterns`}`,
    rules.directMembersOnly ? 'direct members only' : 'groups inside groups count',
    goneTexts[rules.whenGone]
  ].join(', ')
}

/** What happens to people who are gone, as the end of a sentence. */
const goneTexts: Readonly<Record<PreviewRulesForm['whenGone'], string>> = {
  nothing: 'whoever is gone stays',
  disable: 'whoever is gone is disabled',
  delete: 'whoever is gone is deleted'
}
