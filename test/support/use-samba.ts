import { inject } from 'vitest'
import { attributeOf, bindTo, createUser, ldbAdd, ldbModify, ldbReplace, setPasswordSettings } from './samba-domain.ts'
import type {} from './samba-global-setup.ts'
import type { SambaFacts } from './samba.ts'

type Bound<F> = F extends (domain: infer _, ...args: infer Args) => infer Result ? (...args: Args) => Result : never

export interface SambaDomain extends SambaFacts {
  readonly createUser: Bound<typeof createUser>
  readonly setPasswordSettings: Bound<typeof setPasswordSettings>
  readonly ldbAdd: Bound<typeof ldbAdd>
  readonly ldbModify: Bound<typeof ldbModify>
  readonly ldbReplace: Bound<typeof ldbReplace>
  readonly attributeOf: Bound<typeof attributeOf>
  readonly bind: Bound<typeof bindTo>
}

/** The run's domain controller and what can be done to it, for tests below test/integration/samba. */
export function useSamba(): SambaDomain {
  const facts = inject('samba')
  return {
    ...facts,
    createUser: (...args) => createUser(facts, ...args),
    setPasswordSettings: (...args) => setPasswordSettings(facts, ...args),
    ldbAdd: (...args) => ldbAdd(facts, ...args),
    ldbModify: (...args) => ldbModify(facts, ...args),
    ldbReplace: (...args) => ldbReplace(facts, ...args),
    attributeOf: (...args) => attributeOf(facts, ...args),
    bind: (...args) => bindTo(facts, ...args)
  }
}
