export const PAGES = ['teach', 'watch', 'try', 'play', 'advanced'] as const;
export type Page = (typeof PAGES)[number];
/** The ready-made words, a page of a project, or the start screen. */
export type Route = 'words' | { project: string; page: Page } | null;

export const WORDS_URL = '#/words';

/** Read `#/words` or `#/p/<project>/<page>`; anything else is the start screen. */
export function parseRoute(hash: string): Route {
  if (hash === WORDS_URL) return 'words';
  const match = /^#\/p\/([^/]+)(?:\/(\w+))?/.exec(hash);
  if (!match?.[1]) return null;
  try {
    const page = PAGES.find((name) => name === match[2]) ?? 'teach';
    return { project: decodeURIComponent(match[1]), page };
  } catch {
    return null; // not an address that this page made
  }
}

export function pageUrl(project: string, page: Page): string {
  return `#/p/${encodeURIComponent(project)}/${page}`;
}

class Router {
  route = $state<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.route = parseRoute(location.hash)));
  }
}

export const router = new Router();
