/** The last part of a path of any system: where a file lies is nobody's business but this computer's. */
export function fileNameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}
