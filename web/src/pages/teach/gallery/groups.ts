import type { TakeView } from '../../../lib/protocol';
import { clock, plural } from '../../../lib/time_words';

/** Examples that are shown under one header. */
export interface Group {
  /** The take, or the first of those that are shown together. */
  id: string;
  title: string;
  examples: string[];
  /** The takes in it; one, unless it is a run of single photos. */
  takes: TakeView[];
  /** How many takes count as one, because they are so alike; 0 if it is one anyway. */
  merged: number;
  /** Whether it has more examples than these. */
  partly: boolean;
}

const FROM_FILES = new Set(['photo', 'by-hand']);

/** Takes as groups: each take one, but photos that came alone stand together. */
export function groupTakes(takes: readonly TakeView[], now = Date.now() / 1000): Group[] {
  const groups: Group[] = [];
  let photos: TakeView[] = [];
  const flush = () => {
    if (photos.length > 0) groups.push(photoGroup(photos, now));
    photos = [];
  };
  for (const take of takes) {
    if (isSinglePhoto(take)) {
      photos.push(take);
      continue;
    }
    flush();
    groups.push({
      id: take.id,
      title: titleOf(take, now),
      examples: take.examples,
      takes: [take],
      merged: take.merged.length,
      partly: false,
    });
  }
  flush();
  return groups;
}

function isSinglePhoto(take: TakeView): boolean {
  return FROM_FILES.has(take.source) && take.examples.length === 1 && take.merged.length === 0;
}

function photoGroup(takes: TakeView[], now: number): Group {
  const [first] = takes as [TakeView];
  return {
    id: first.id,
    title: takes.length === 1 ? titleOf(first, now) : 'Photos',
    examples: takes.flatMap((take) => take.examples),
    takes,
    merged: 0,
    partly: false,
  };
}

/** Only these examples, in their groups. */
export function onlyThese(groups: readonly Group[], wanted: ReadonlySet<string>): Group[] {
  return groups
    .map((group) => {
      const examples = group.examples.filter((example) => wanted.has(example));
      return { ...group, examples, partly: examples.length < group.examples.length };
    })
    .filter((group) => group.examples.length > 0);
}

function titleOf(take: TakeView, now: number): string {
  if (take.merged.length > 1) return `${plural(take.examples.length, 'photo')} taken together`;
  if (take.source === 'correction') return `Put right while watching, ${clock(take.started, now)}`;
  return take.name ?? clock(take.started, now);
}
