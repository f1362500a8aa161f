// From the settings of a head to the text and sliders that people change, and back.
import type { Setting } from '../../lib/protocol';

/** What a control holds: the value, or a sentence on why its text is none. */
export type Read = { value: unknown; problem?: undefined } | { value?: undefined; problem: string };

const MANY_TIMES = 100; // that the least fits into the most: steps of 1, 2, 5 from there on

/** The text of a value, as it stands in its field. */
export function write(setting: Setting, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (setting.kind === 'integers') return [value].flat().join(', ');
  return String(value);
}

/** The value of a text; empty is null where the head may decide by itself. */
export function read(setting: Setting, text: string): Read {
  const trimmed = text.trim();
  if (setting.kind === 'integers') return readIntegers(setting, trimmed);
  if (trimmed === '') {
    if (setting.default === null) return { value: null };
    return { problem: `Give ${expected(setting)}.` };
  }
  return readNumber(setting, trimmed);
}

function readIntegers(setting: Setting, text: string): Read {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const values: unknown[] = [];
  for (const part of parts) {
    const found = readNumber({ ...setting, kind: 'integer' }, part);
    if (found.problem !== undefined) {
      return { problem: `Give ${expected(setting)}, such as 100, 50.` };
    }
    values.push(found.value);
  }
  return { value: values };
}

function readNumber(setting: Setting, text: string): Read {
  const value = Number(text.replace(',', '.'));
  const whole = setting.kind === 'integer';
  const within = value >= (setting.least ?? -Infinity) && value <= (setting.most ?? Infinity);
  if (!Number.isFinite(value) || !within || (whole && !Number.isInteger(value))) {
    return { problem: `Give ${expected(setting)}.` };
  }
  return { value };
}

/** What a setting takes: "a whole number from 1 to 1,000". */
export function expected(setting: Setting): string {
  const kind = { integer: 'a whole number', integers: 'whole numbers', number: 'a number' }[
    setting.kind as string
  ];
  const { least, most } = setting;
  if (least === null || most === null) return kind ?? 'a value';
  const [from, to] = [least, most].map((one) =>
    one.toLocaleString('en', { maximumFractionDigits: 6 }),
  );
  return `${kind ?? 'a value'} from ${from} to ${to}`;
}

/** The steps 1, 2, 5, 10 ... of a number that ranges over several powers of ten; else none. */
export function steps(setting: Setting): number[] {
  const { least, most } = setting;
  if (setting.kind !== 'number' || !least || !most || least < 0) return [];
  if (most / least < MANY_TIMES) return [];
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(least)); 10 ** power <= most; power += 1) {
    for (const digit of [1, 2, 5]) found.push(Number(`${digit}e${power}`));
  }
  return found.filter((step) => step >= least && step <= most);
}

/** Where a value stands among steps: the index of the nearest, by ratio. */
export function nearest(among: number[], value: number): number {
  const away = among.map((step) => Math.abs(Math.log(step / value)));
  return away.indexOf(Math.min(...away));
}

/** Only what differs from the head's own choice, as the server is told it. */
export function changed(
  settings: Setting[],
  values: Record<string, unknown>,
): Record<string, unknown> {
  const different = settings.filter(
    ({ name, default: usual }) =>
      name in values && JSON.stringify(values[name]) !== JSON.stringify(usual),
  );
  return Object.fromEntries(different.map(({ name }) => [name, values[name]]));
}
