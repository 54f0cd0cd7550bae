import type { EntryView } from '../../core/preview/snapshot/entry-view.ts'
import type { FirstPerson } from '../../core/preview/preview-desk.ts'
import { serviceUsername } from '../../core/preview/name-person.ts'
import { decodeUtf8 } from '../../core/preview/snapshot/utf8.ts'
import { wantedIndex } from '../../core/preview/snapshot/wanted-attributes.ts'

export interface FirstPeople {
  add(entry: EntryView): void
  /** Nobody else is kept. */
  readonly isFull: boolean
  /** Those that were there when it was first asked for, and from then on `undefined`. */
  take(): readonly FirstPerson[] | undefined
}

/** The first people that come, as the service would call them; everybody else is passed by. */
export function createFirstPeople(wanted: readonly string[], domain: string): FirstPeople {
  const index = (attribute: string): number => wantedIndex(wanted, attribute)
  const [displayName, commonName, givenName, surname, mail] = ['displayName', 'cn', 'givenName', 'sn', 'mail'].map(index)
  const people: FirstPerson[] = []
  let isTaken = false

  return {
    add(entry) {
      if (isTaken || people.length === MOST) return
      const text = (attribute = -1): string => firstValue(entry, attribute).trim()
      people.push({
        dn: decodeUtf8(entry.bytes, entry.dnStart, entry.dnEnd),
        // The user name field is the first of the wanted attributes.
        username: serviceUsername(text(0), domain),
        name: text(displayName) || text(commonName) || `${text(givenName)} ${text(surname)}`.trim(),
        mail: text(mail)
      })
    },
    get isFull() {
      return people.length === MOST
    },
    take() {
      if (isTaken || people.length === 0) return undefined
      isTaken = true
      return people
    }
  }
}

const MOST = 50

function firstValue({ bytes, values }: EntryView, attribute: number): string {
  const [start, end] = values[attribute] ?? []
  return start === undefined || end === undefined ? '' : decodeUtf8(bytes, start, end)
}
