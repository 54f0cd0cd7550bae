import type { EvidenceItem } from '../evidence.ts'

export type SignInMethod = 'saml' | 'oauth' | 'ldap'
export type ProvisioningMethod = 'scim' | 'jit' | 'ldap' | 'by-hand'

export interface AdviserQuestion {
  /** Stable: answers are kept by it. */
  readonly id: string
  readonly text: string
  /** Why it is asked, in plain words. */
  readonly help: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

/** Id of the question to the value of the choice; an absent one is not answered. */
export type AdviserAnswers = Readonly<Record<string, string>>

/** Something that was read, not asked. */
export interface AdviserFact {
  readonly id: string
  /** One sentence with the number first. */
  readonly text: string
  /** `Files.com`, `your directory`: who says so. */
  readonly from: string
  readonly evidence: readonly EvidenceItem[]
  /** Question that this answers; the answer can be overruled. */
  readonly answers?: { readonly question: string; readonly value: string }
}

export interface Advice {
  readonly questions: readonly AdviserQuestion[]
  /** What was taken, answered or read. */
  readonly answers: AdviserAnswers
  readonly facts: readonly AdviserFact[]
  /** Why facts are missing, as sentences; empty when everything could be read. */
  readonly notRead: readonly string[]
  readonly signIn: Recommendation<SignInMethod>
  readonly provisioning: Recommendation<ProvisioningMethod>
  /** One sentence: `Recommended: SAML with LDAP provisioning, because ...`. */
  readonly headline: string
}

export interface Recommendation<M extends string> {
  readonly method: M
  readonly title: string
  readonly because: readonly AdviserReason[]
  /** What speaks against it and has to be accepted or solved. */
  readonly against: readonly AdviserReason[]
  /** What would make it another one, as sentences. */
  readonly wouldChange: readonly string[]
  readonly others: readonly { readonly method: M; readonly title: string; readonly whyNot: string; readonly isPossible: boolean }[]
  /** False: questions are open whose answers could change it; they are named. */
  readonly isCertain: boolean
  /** Ids of those questions. */
  readonly open: readonly string[]
}

export interface AdviserReason {
  readonly text: string
  readonly from: 'answer' | 'fact' | 'documentation'
}

/** The vendor’s comparison, by subject. */
export interface MethodTable {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly subject: string; readonly cells: readonly string[]; readonly explain?: string }[]
  /** Where documentation contradicts itself, and what we go by. */
  readonly notes: readonly string[]
}
