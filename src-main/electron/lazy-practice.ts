import type { PracticePort } from '../core/ports/practice.ts'

/** The practice lab is loaded when somebody asks for it: most never do. */
export function createLazyPractice(): PracticePort {
  let practice: Promise<PracticePort> | undefined
  const load = (): Promise<PracticePort> =>
    (practice ??= import('../practice/create-practice.ts').then(({ createPractice }) => createPractice()))
  return {
    faults: async () => (await load()).faults(),
    start: async (fault, flavour) => (await load()).start(fault, flavour),
    startSite: async () => (await load()).startSite(),
    startScim: async () => (await load()).startScim()
  }
}
