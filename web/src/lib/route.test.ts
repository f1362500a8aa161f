import { expect, test } from 'vitest';
import { pageUrl, parseRoute, router, WORDS_URL } from './route.svelte';

test.each(['My project', 'a/b', '日本 #1?', 'teach'])('the address of %s leads back to it', (id) => {
  expect(parseRoute(pageUrl(id, 'watch'))).toEqual({ project: id, page: 'watch' });
});

test.each(['', '#/', '#/elsewhere', '#/p/', '#/p/%E0%A4%A/teach'])('%j is the start', (hash) => {
  expect(parseRoute(hash)).toBeNull();
});

test('the ready-made words have an address', () => {
  expect(parseRoute(WORDS_URL)).toBe('words');
});

test('a project without a page, or with one that is not there, is taught', () => {
  expect(parseRoute('#/p/x')).toEqual({ project: 'x', page: 'teach' });
  expect(parseRoute('#/p/x/fly')).toEqual({ project: 'x', page: 'teach' });
});

test('the router follows the address', () => {
  location.hash = '#/p/x/play';
  dispatchEvent(new Event('hashchange'));
  expect(router.route).toEqual({ project: 'x', page: 'play' });
});
