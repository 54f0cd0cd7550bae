import { makeGroups } from './make-groups.ts'
import type { Group } from './make-groups.ts'
import { makePeople } from './make-people.ts'
import type { Person } from './person.ts'

export interface Company {
  readonly people: readonly Person[]
  readonly groups: readonly Group[]
  readonly computers: readonly string[]
  /** People of other companies, with an address and without an account. */
  readonly contacts: readonly { readonly name: string; readonly mail: string }[]
}

/** The practice company: the same people and groups every time, whatever the flavour of the directory. */
export function makeCompany(): Company {
  const people = makePeople()
  return {
    people,
    groups: makeGroups(people),
    computers: ['BER-LT-0001', 'BER-LT-0002', 'BOS-WS-0101', 'BOS-WS-0102', 'MUC-PRN-01', 'PAR-LT-0042', 'PRG-SRV-BACKUP', 'SAO-KIOSK-1'],
    contacts: [
      { name: 'Nora Partner', mail: 'nora@partner.example' },
      { name: 'Otto Supplier', mail: 'otto@supplier.example' },
      { name: 'Freight Desk', mail: 'desk@partner.example' },
      { name: 'Anna Smith (Partner)', mail: 'anna.smith@partner.example' }
    ]
  }
}

/** The person whose sign-in the practice shows: an ordinary one. */
export const SAMPLE_LOGIN = 'anna.smith'
export const PERSON_PASSWORD = 'Practice-Person-1'
export const SERVICE_PASSWORD = 'Practice-Service-1'
