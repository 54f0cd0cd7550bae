/** Nothing in a file's name but letters, digits, dots and hyphens: a host comes from a text box. */
export function fileNamePart(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9.-]+/g, '-')
      .replace(/^[.-]+|[.-]+$/g, '')
      .slice(0, 80) || 'report'
  )
}
