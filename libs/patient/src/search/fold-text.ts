/** Letters that Unicode does not decompose, as people type them. */
const TYPED_AS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h' };

/** Lower case without accents: "Agustín Ñúñez" is "agustin nunez". Apostrophes vanish; other punctuation parts words. */
export function foldText(text: string): string {
  return text
    .normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[ßæœøđðþłıħ]/g, (letter) => TYPED_AS[letter] ?? letter)
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
