import type { ClassView } from '../../lib/protocol';
import type { Session } from '../../lib/session.svelte';

type Part = Pick<Session, 'answer' | 'learning' | 'holdCount'>;

/**
 * Whether a hand or a person is missed while there is none in the picture: not if that is known
 * as something, nor while a class is recorded that is taught without.
 */
export function isMissed(session: Part, recorded: ClassView | undefined): boolean {
  if (!recorded) return session.answer?.known !== true;
  if (recorded.role === 'background') return false;
  const before = recorded.count - session.holdCount;
  const unseen = session.learning?.unseen[recorded.id] ?? 0;
  return 2 * unseen <= before;
}
