import type { IdentityRow } from './identity-views.ts'
import type { IdentityResult } from './judge-identity.ts'
import { nameSlots, type NameSlot, slotOf } from './person-names.ts'

export type RowFacts = Omit<IdentityRow, 'sentence'>

export interface SlotName {
  readonly slot: NameSlot
  readonly name: string
}

/** What the ways in use say, one for each rule. */
export function usedNames({ waysInUse }: IdentityResult, { names }: Pick<RowFacts, 'names'>): readonly SlotName[] {
  return nameSlots.flatMap((slot) => {
    const name = slot === 'sign-in' ? names.saml : names[slot]
    return name !== undefined && waysInUse.some((way) => slotOf(way) === slot) ? [{ slot, name }] : []
  })
}

/** Ways in use, as rules, that have no name. */
export function namelessWays({ waysInUse }: IdentityResult, { names }: RowFacts): readonly string[] {
  return nameSlots
    .filter((slot) => (slot === 'sign-in' ? names.saml : names[slot]) === undefined && waysInUse.some((way) => slotOf(way) === slot))
    .map((slot) => slotNames[slot])
}

/** `The sign-in says anna.li@corp.example, SCIM says ali@corp.example`. */
export function named(result: IdentityResult, row: RowFacts): string {
  return usedNames(result, row)
    .map(({ slot, name }, index) => `${index === 0 ? capitalised(slotNames[slot]) : slotNames[slot]} says ${name}`)
    .join(', ')
}

const slotNames: Readonly<Record<NameSlot, string>> = { 'sign-in': 'the sign-in', scim: 'SCIM', ldap: 'LDAP' }

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The person, by the first text that there is. */
export function who(row: RowFacts): string {
  return [row.name, row.upn, row.mail].find((text) => text !== '') ?? 'Somebody without a name'
}

/** As `who`, of a person whose row is not at hand; within a sentence. */
export function nameOfPerson({ people }: IdentityResult, person: number): string {
  const texts = (['name', 'upn', 'mail'] as const).map((column) => people.text(person, column))
  return texts.find((text) => text !== '') ?? 'somebody without a name'
}
