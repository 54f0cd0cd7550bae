import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { NamingWay } from '../../src-main/core/identity/identity-views.ts'
import { isScimOn } from '../../src-main/core/model/scim-method.ts'
import type { StrategyView } from '../../src-main/core/service/connected-site.ts'
import { toggled } from './row-choices.ts'

export type IdentityRulesForm = OperationInput<'identity.judge'>['rules']

/** What the rules begin with, as far as it is known. */
export interface KnownRules {
  /** Of the connected site. */
  readonly strategies: readonly StrategyView[]
  /** How LDAP provisioning names people. */
  readonly ldap: { readonly usernameField: string; readonly domain: string } | undefined
  /** A provider of the site makes its users from a directory. */
  readonly isLdapOn: boolean
  /** The people were read with their LDAP names. */
  readonly isDirectory: boolean
}

/** By what people are named: as the site has it, with what somebody tries on top. */
export class IdentityRulesState {
  readonly #known: () => KnownRules
  #edits = $state.raw<Partial<Omit<IdentityRulesForm, 'ldap'>>>({})
  #ldapEdits = $state.raw<Partial<NonNullable<IdentityRulesForm['ldap']>>>({})
  /** As they were sent. */
  #judged = $state.raw<IdentityRulesForm>()
  #isOpen = $state(false)

  constructor(known: () => KnownRules) {
    this.#known = known
  }

  /** As they stand in the boxes. */
  get form(): IdentityRulesForm {
    const { strategies } = this.#known()
    const strategy = strategies.find(({ id }) => id === this.#edits.strategyId) ?? usualStrategy(strategies)
    const ways = this.#edits.ways ?? this.#usualWays(strategy)
    const { usernameField, domain } = this.ldap
    return {
      nameId: this.#edits.nameId ?? 'upn',
      scimUserName: this.#edits.scimUserName ?? 'upn',
      ways: [...ways],
      ...(this.#hasLdapNames(ways) && usernameField !== '' ? { ldap: { usernameField, domain } } : {}),
      ...(strategy === undefined ? {} : { strategyId: strategy.id })
    }
  }

  /** With a directory, where they cost nothing, else where LDAP is in use. */
  get hasLdapNames(): boolean {
    return this.#hasLdapNames(this.form.ways)
  }

  /** In the boxes, whether it counts or not. */
  get ldap(): { readonly usernameField: string; readonly domain: string } {
    return { ...(this.#known().ldap ?? { usernameField: 'sAMAccountName', domain: '' }), ...this.#ldapEdits }
  }

  get strategies(): readonly StrategyView[] {
    return this.#known().strategies
  }

  /** The rules that the numbers were worked out with; absent before there are any. */
  get judged(): IdentityRulesForm | undefined {
    return this.#judged
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** The boxes hold something else than what the numbers were worked out with. */
  get isPending(): boolean {
    return this.#judged !== undefined && !isSameRules(this.#judged, this.form)
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen
  }

  change(edit: Partial<Pick<IdentityRulesForm, 'nameId' | 'scimUserName' | 'strategyId'>>): void {
    this.#edits = { ...this.#edits, ...edit }
  }

  changeLdap(edit: Partial<NonNullable<IdentityRulesForm['ldap']>>): void {
    this.#ldapEdits = { ...this.#ldapEdits, ...edit }
  }

  toggleWay(way: NamingWay): void {
    this.#edits = { ...this.#edits, ways: [...toggled(this.form.ways, way)] }
  }

  /** The numbers were worked out with these. */
  judgedBy(rules: IdentityRulesForm): void {
    this.#judged = rules
  }

  /** Back to the rules that the numbers were worked out with. */
  revert(): void {
    const rules = this.#judged
    if (rules === undefined) return
    const { ldap, ...others } = rules
    this.#edits = others
    this.#ldapEdits = ldap ?? {}
  }

  close(): void {
    this.#judged = undefined
  }

  /** Also what was typed goes. */
  forget(): void {
    this.close()
    this.#edits = {}
    this.#ldapEdits = {}
  }

  #hasLdapNames(ways: readonly NamingWay[]): boolean {
    return this.#known().isDirectory || ways.includes('ldap')
  }

  /** As the site has them; without a site, as most have them. */
  #usualWays(strategy: StrategyView | undefined): readonly NamingWay[] {
    const { isLdapOn } = this.#known()
    const ldap: readonly NamingWay[] = isLdapOn ? ['ldap'] : []
    if (strategy === undefined) return ['saml', isLdapOn ? 'ldap' : 'scim']
    const isOauth = String(strategy.fields['protocol'] ?? '').startsWith('oauth')
    return [
      isOauth ? 'oauth' : 'saml',
      ...(!isOauth && isScimOn(strategy.fields) ? (['scim'] as const) : []),
      ...(strategy.fields['provision_users'] === true ? (['jit'] as const) : []),
      ...ldap
    ]
  }
}

function usualStrategy(strategies: readonly StrategyView[]): StrategyView | undefined {
  return strategies.find(({ enabled }) => enabled) ?? strategies[0]
}

function isSameRules(one: IdentityRulesForm, other: IdentityRulesForm): boolean {
  return textOf(one) === textOf(other)
}

/** In whatever order the ways were chosen. */
function textOf({ nameId, scimUserName, ways, ldap, strategyId }: IdentityRulesForm): string {
  return JSON.stringify([nameId, scimUserName, ways.toSorted(), ldap?.usernameField, ldap?.domain, strategyId])
}
