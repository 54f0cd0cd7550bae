import type { TestProject } from 'vitest/node'
import { startSamba, type SambaFacts } from './samba.ts'

declare module 'vitest' {
  interface ProvidedContext {
    samba: SambaFacts
  }
}

/** vitest's global setup of the project `samba`: one domain controller for all its files, which run one after another. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const samba = await startSamba()
  project.provide('samba', samba.facts)
  return samba.stop
}
