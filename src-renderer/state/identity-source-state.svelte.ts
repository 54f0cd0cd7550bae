import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Engine } from '../bridge.ts'
import type { DirectoryFormState } from './directory-form-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { PeopleSourceState } from './people-source-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

type ReadInput = OperationInput<'identity.read'>

/** Of the names: a directory, live or on disk, or an export of Entra ID. */
export class IdentitySourceState extends PeopleSourceState {
  constructor(engine: Engine, sites: SiteState, form: DirectoryFormState) {
    super('identity', engine, new Operation(engine, 'identity.choose-file'), sites, form)
  }

  /** The people were read with their LDAP names. */
  get isDirectory(): boolean {
    return this.people !== 'entra'
  }

  /** Undefined while something is missing. */
  request(rules: ReadInput['rules']): ReadInput | undefined {
    const people = this.peopleInput
    const users = this.usersInput
    if (people === undefined || users === undefined || this.missing.length > 0) return undefined
    return { people: people.kind === 'set-up' ? { ...people, site: this.site } : people, users, rules }
  }
}
