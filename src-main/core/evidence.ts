/** One thing that was seen: what it is and the value read, as text a person can compare with another tool's output. */
export interface EvidenceItem {
  readonly label: string
  readonly value: string
  /** Names or addresses of people: shown on screen, left out of exported reports. */
  readonly personal?: true
}

/** Never empty: a green rung without evidence does not type-check. */
export type Evidence = readonly [EvidenceItem, ...EvidenceItem[]]

export function seen(label: string, value: string | number): EvidenceItem {
  return { label, value: String(value) }
}

export function seenAboutPeople(label: string, value: string): EvidenceItem {
  return { label, value, personal: true }
}
