import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Engine } from '../bridge.ts'
import type { DirectoryFormState } from './directory-form-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { PeopleSourceState } from './people-source-state.svelte.ts'
import type { PreviewRulesForm } from './preview-filters-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

/** Of a preview: a directory only, live or on disk. */
export class PreviewSourceState extends PeopleSourceState<'ldif' | 'users'> {
  constructor(engine: Engine, sites: SiteState, form: DirectoryFormState) {
    super('preview', engine, new Operation(engine, 'preview.choose-file'), sites, form)
  }

  /** Undefined while something is missing. */
  request(rules: PreviewRulesForm): OperationInput<'preview.read'> | undefined {
    const people = this.peopleInput
    const users = this.usersInput
    return people === undefined || people.kind === 'entra' || users === undefined ? undefined : { site: this.site, people, users, rules }
  }
}
