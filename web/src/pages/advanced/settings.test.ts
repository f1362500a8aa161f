import { describe, expect, it } from 'vitest';
import type { Setting } from '../../lib/protocol';
import { changed, nearest, read, steps, write } from './settings';

function setting(change: Partial<Setting>): Setting {
  return {
    name: 'x',
    title: 'X',
    kind: 'integer',
    default: 50,
    least: 1,
    most: 1000,
    choices: [],
    help: '',
    ...change,
  };
}
const units = setting({ name: 'units', kind: 'integers', default: [100], most: 1024 });
const rate = setting({ name: 'rate', kind: 'number', default: 0.001, least: 1e-5, most: 1 });
const batch = setting({ name: 'batch', default: null });

describe('text and values', () => {
  it.each([
    [units, [100, 50], '100, 50'],
    [units, [], ''],
    [rate, 0.001, '0.001'],
    [setting({}), 50, '50'],
    [batch, null, ''],
  ])('go both ways', (one, value, text) => {
    expect(write(one, value)).toBe(text);
    expect(read(one, text)).toEqual({ value });
  });

  it('take what people type', () => {
    expect(read(units, ' 100 50; 20 ')).toEqual({ value: [100, 50, 20] });
    expect(read(rate, '0,01')).toEqual({ value: 0.01 });
    expect(read(rate, '1e-4')).toEqual({ value: 0.0001 });
  });

  it.each([
    [setting({}), '', 'Give a whole number from 1 to 1,000.'],
    [setting({}), '1.5', 'Give a whole number from 1 to 1,000.'],
    [setting({}), '1001', 'Give a whole number from 1 to 1,000.'],
    [rate, '0', 'Give a number from 0.00001 to 1.'],
    [rate, 'fast', 'Give a number from 0.00001 to 1.'],
    [units, '100, many', 'Give whole numbers from 1 to 1,024, such as 100, 50.'],
  ])('refuse the rest with what is expected', (one, text, problem) => {
    expect(read(one, text)).toEqual({ problem });
  });
});

describe('steps', () => {
  it('are 1, 2, 5 over powers of ten', () => {
    const found = steps(rate);
    expect(found.slice(0, 4)).toEqual([0.00001, 0.00002, 0.00005, 0.0001]);
    expect(found.at(-1)).toBe(1);
    expect(found[nearest(found, 0.0013)]).toBe(0.001);
  });

  it('are none for whole numbers, and for what may be 0', () => {
    expect(steps(setting({}))).toEqual([]);
    expect(steps(setting({ kind: 'number', least: 0, most: 1000 }))).toEqual([]);
  });
});

it('tells the server only what was changed', () => {
  expect(changed([units, rate, batch], { units: [100], rate: 0.01, batch: null })).toEqual({
    rate: 0.01,
  });
});
