import type { ReadingFacts } from '../../../../../src-main/core/preview/directory-snapshot.ts'

export function sampleReading(): ReadingFacts {
  return {
    end: { kind: 'complete' },
    source: { kind: 'ldif', file: 'company.ldif' },
    startedAt: '2026-11-22T00:00:00.000Z',
    durationMs: 1,
    pages: 1,
    references: 0
  }
}
