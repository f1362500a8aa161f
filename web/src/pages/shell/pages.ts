import type { Component } from 'svelte';
import type { Page } from '../../lib/route.svelte';
import type { Session } from '../../lib/session.svelte';

export type PageModule = { default: Component<{ session: Session }> };

/** Load a page of a project when it is first shown. */
export function loadPage(page: Page): Promise<PageModule> {
  switch (page) {
    case 'teach':
      return import('../teach/Teach.svelte');
    case 'watch':
      return import('../watch/Watch.svelte');
    case 'try':
      return import('../try/Try.svelte');
    case 'play':
      return import('../play/Play.svelte');
    case 'advanced':
      return import('../advanced/Advanced.svelte');
  }
}
