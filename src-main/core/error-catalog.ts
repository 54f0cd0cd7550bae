import { appProblems } from './catalog/app.ts'
import { bindProblems } from './catalog/bind.ts'
import { certificateProblems } from './catalog/certificate.ts'
import type { CatalogEntry } from './catalog/entry.ts'
import { networkProblems } from './catalog/network.ts'
import { planProblems } from './catalog/plan.ts'
import { previewProblems } from './catalog/preview.ts'
import { readProblems } from './catalog/read.ts'
import { serviceProblems } from './catalog/service.ts'
import { tlsProblems } from './catalog/tls.ts'

/** Every problem this application can report. Codes are permanent once released; each has an anchor in resources/help. */
export const catalog = {
  ...networkProblems,
  ...tlsProblems,
  ...certificateProblems,
  ...bindProblems,
  ...readProblems,
  ...serviceProblems,
  ...planProblems,
  ...previewProblems,
  ...appProblems
}

export type ProblemCode = keyof typeof catalog
export type CatalogFacts<C extends ProblemCode> = (typeof catalog)[C] extends CatalogEntry<infer F> ? F : never

export const problemCodes = Object.keys(catalog) as readonly ProblemCode[]

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(catalog, text)
}
