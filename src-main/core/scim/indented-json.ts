/** JSON for reading; any other text as it is. */
export function indentedJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
