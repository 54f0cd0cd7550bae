import type { CheckStatus } from '../../src-main/core/checks/check.ts'

/** The icons of the application: those of checks, of what is to come, and of what runs. */
export type IconStatus = CheckStatus | 'waiting' | 'running'
