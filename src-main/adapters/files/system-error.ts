/** Whether the operating system refused something (`ENOSPC`, `EACCES`, ...): expected, unlike every other thrown error. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error
}

/** Whether it is this one. */
export function hasCode(error: unknown, code: string): boolean {
  return isSystemError(error) && error.code === code
}

/** The reason for people, without the path, which the problem names itself. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return REASONS[error.code ?? ''] ?? error.message
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full (ENOSPC)',
  EDQUOT: 'the quota of the disk is used up (EDQUOT)',
  EFBIG: 'a file may not become larger here (EFBIG)',
  EACCES: 'access is denied (EACCES)',
  EPERM: 'it is not permitted (EPERM)',
  EROFS: 'the disk can only be read (EROFS)',
  ENOTDIR: 'a part of the path is a file, not a folder (ENOTDIR)',
  EISDIR: 'it is a folder (EISDIR)',
  EIO: 'the disk reports a fault (EIO)'
}
