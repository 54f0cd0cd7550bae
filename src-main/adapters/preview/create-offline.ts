import type { OfflinePort } from '../../core/ports/files.ts'
import { readLdif } from '../ldif/read-ldif.ts'
import { readTableFile } from '../tables/read-table-file.ts'
import { readUsersFile } from './read-users-file.ts'

/** Directories and users out of files. */
export function createOffline(): OfflinePort {
  return {
    readLdif: (path, { attributes, onEntry, onPiece }, signal) => readLdif(path, onEntry, signal, { attributes, onProgress: onPiece }),
    readUsersFile: (path, unsaid, signal) => readUsersFile(path, signal, { unsaid }),
    readTable: readTableFile
  }
}
