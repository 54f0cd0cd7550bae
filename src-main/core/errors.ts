import type { EvidenceItem } from './evidence.ts'
import type { CatalogFacts, ProblemCode } from './error-catalog.ts'
import { catalog } from './error-catalog.ts'

/** Whose machine or service the fact comes from. */
export type Origin = 'this-computer' | 'your-directory' | 'microsoft' | 'files-com'

/** Who can repair it. */
export type Who =
  | 'you'
  | 'directory-administrator'
  | 'entra-administrator'
  | 'certificate-administrator'
  | 'network-administrator'
  | 'files-com-support'
  | 'developers'

/** What happened, how we know, what to do and who can do it. JSON-serialisable: it crosses IPC and goes into reports as it is. */
export interface Problem {
  readonly code: ProblemCode
  readonly title: string
  readonly cause: string
  readonly evidence: readonly EvidenceItem[]
  readonly remedy: string
  readonly who: Who
  readonly origin: Origin
}

/** Builds a problem from its catalog entry; `facts` fill the sentences, `evidence` shows how we know. */
export function problem<C extends ProblemCode>(code: C, facts: CatalogFacts<C>, evidence: readonly EvidenceItem[] = []): Problem {
  // The key picks the entry, and the entry's own facts type was checked at the call.
  const entry = catalog[code] as CatalogEntryOf<CatalogFacts<C>>
  return {
    code,
    title: entry.title,
    cause: entry.cause(facts),
    remedy: entry.remedy(facts),
    who: entry.who,
    origin: entry.origin,
    evidence
  }
}

interface CatalogEntryOf<F> {
  readonly title: string
  readonly who: Who
  readonly origin: Origin
  readonly cause: (facts: F) => string
  readonly remedy: (facts: F) => string
}

/** A failed operation, as it crosses IPC. */
export type OperationFailure = { readonly kind: 'problem'; readonly problem: Problem } | { readonly kind: 'cancelled' }

export const whoText: Readonly<Record<Who, string>> = {
  you: 'You, in this application',
  'directory-administrator': 'Whoever administers the directory',
  'entra-administrator': 'Whoever administers Microsoft Entra ID',
  'certificate-administrator': 'Whoever issues the server certificates',
  'network-administrator': 'Whoever runs the network and the firewall',
  'files-com-support': 'Files.com support',
  developers: 'The developers of this application: please send the report'
}

export const originText: Readonly<Record<Origin, string>> = {
  'this-computer': 'this computer',
  'your-directory': 'your directory',
  microsoft: 'Microsoft',
  'files-com': 'Files.com'
}
