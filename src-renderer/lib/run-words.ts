import type { ChangeReceipt, FieldReadBack } from '../../src-main/core/plan/receipt.ts'
import type { RunView } from '../../src-main/contract/views.ts'
import type { ChangeProgress } from '../state/apply-state.svelte.ts'
import type { IconStatus } from './icon-status.ts'

/** An icon and the word that always stands beside it. */
export interface StatusWord {
  readonly icon: IconStatus
  readonly word: string
}

export const outcomeWords: Readonly<Record<RunView['outcome'], StatusWord>> = {
  proved: { icon: 'pass', word: 'Proved' },
  'handed-off': { icon: 'waiting', word: 'Waits for you' },
  differs: { icon: 'warn', word: 'Differs' },
  stopped: { icon: 'fail', word: 'Stopped' },
  unknown: { icon: 'warn', word: 'Not known' },
  interrupted: { icon: 'warn', word: 'Interrupted' },
  'going-on': { icon: 'running', word: 'Going on' }
}

export const readBackWords: Readonly<Record<FieldReadBack['state'] | 'not-checked', StatusWord>> = {
  verified: { icon: 'pass', word: 'Verified' },
  differs: { icon: 'warn', word: 'Differs' },
  'accepted-not-readable': { icon: 'not-provable-here', word: 'Accepted, cannot be read back' },
  'only-by-sign-in': { icon: 'not-provable-here', word: 'Only a real sign-in proves it' },
  'proved-by-sign-in': { icon: 'pass', word: 'Proved by a sign-in' },
  'not-known': { icon: 'skip', word: 'Not known' },
  'not-checked': { icon: 'waiting', word: 'Not checked yet' }
}

export function progressWord({ phase, receipt }: ChangeProgress): StatusWord {
  if (receipt !== undefined) return changeWord(receipt)
  if (phase === 'sending') return { icon: 'running', word: 'Being sent' }
  if (phase === 'reading-back') return { icon: 'running', word: 'Being read back' }
  return { icon: 'waiting', word: 'To come' }
}

/** Success is said of what was read back; a password that nobody can read is not called verified. */
export function changeWord({ state, readBack, problem }: ChangeReceipt): StatusWord {
  switch (state) {
    case 'done':
      if (readBack.some((field) => field.state === 'only-by-sign-in')) return readBackWords['only-by-sign-in']
      return readBack.length > 0 && readBack.every((field) => field.state === 'accepted-not-readable')
        ? readBackWords['accepted-not-readable']
        : readBackWords.verified
    case 'partly':
      return readBackWords.differs
    case 'not-done':
      return problem === undefined ? { icon: 'skip', word: 'Not sent' } : { icon: 'fail', word: 'Not done' }
    case 'unknown':
      return { icon: 'warn', word: 'Not known' }
    case 'waiting':
      return { icon: 'waiting', word: 'Waits for you' }
  }
}
