import { expect, test } from 'vitest';
import { changeTo, LENGTHS, lengthOf, SPECTROGRAMS } from './lengths';

test('every choice is what a project is then set to', () => {
  for (const { length } of [...LENGTHS, ...SPECTROGRAMS]) {
    const { automatic = false, subject } = changeTo(length);
    expect(lengthOf({ automatic: automatic === true, subject: subject ?? 'sound' })).toBe(length);
  }
});
