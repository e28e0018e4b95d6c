import type { ServiceType } from './service-type';

type Named = Pick<ServiceType, 'name' | 'aliases'>;

/** The words of a text as names are compared: lower case, without accents; punctuation parts words. */
function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function namesOf({ name, aliases }: Named): readonly (readonly string[])[] {
  return [name, ...aliases].map(wordsOf);
}

/** The services that somebody may mean: those that have just this name, else those of which one name has a word for each word of the text that begins with it. */
export function servicesCalled<Service extends Named>(services: readonly Service[], text: string): Service[] {
  const asked = wordsOf(text);
  const exact = services.filter((service) => namesOf(service).some((words) => words.join(' ') === asked.join(' ')));
  if (exact.length > 0) return exact;
  return services.filter((service) => namesOf(service).some((words) => asked.every((each) => words.some((word) => word.startsWith(each)))));
}
