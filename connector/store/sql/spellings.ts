/** The text as a body may carry it: as it is, percent-encoded in a form, escaped in JSON. */
export function spellings(text: string): string[] {
  const escaped = text.replaceAll(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [...new Set([text, encodeURIComponent(text).replaceAll('%20', '+'), escaped])];
}
