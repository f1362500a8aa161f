import { MEDIUMS } from './mediums';
import type { Kind } from './protocol';
import { plural } from './time_words';

/** A file with its path below what was dropped or chosen ("animals/cat/1.jpg"). */
export interface FoundFile {
  path: string;
  file: File;
}

/** What a folder of class folders holds. */
export interface ClassFolders {
  name: string;
  /** What is taught with them. */
  kind: Kind;
  /** Whether they are all videos, which can be taught as pictures or as actions. */
  videos: boolean;
  classes: { name: string; files: File[] }[];
  /** Files of another kind, or that lie in no class folder. */
  left: number;
}

const PICTURES = /\.(jpe?g|jpe|jfif|png|webp|bmp|gif|hei[cf]|tiff?)$/i;
const VIDEOS = /\.(mov|qt|mp4|m4v|3gp|webm|mkv|avi|mjpe?g)$/i;
const SOUNDS = /\.(wav|flac|mp3|og[ag]|opus|m4a|aac|aif[fc]?|wma|amr|caf|au|w64|mka)$/i;
const HIDDEN = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;

/** Besides videos, which all are taught with. */
const WANTED: Readonly<Record<Kind, RegExp | null>> = {
  picture: PICTURES,
  sound: SOUNDS,
  clip: null,
};

/** Whether a project of a kind can be taught with a file, by its name; of videos sound as well. */
export function isMedia(path: string, kind: Kind): boolean {
  return (WANTED[kind]?.test(path) || VIDEOS.test(path)) && !HIDDEN.test(path);
}

/** What files are for: sounds if there are any, and no pictures beside them. */
function kindOf(found: readonly FoundFile[]): Kind {
  const shown = found.filter(({ path }) => !HIDDEN.test(path));
  if (!shown.some(({ path }) => SOUNDS.test(path))) return 'picture';
  if (!shown.some(({ path }) => PICTURES.test(path))) return 'sound';
  throw new Error(
    'There are photos and recordings in it. Choose a folder that has only one of them: a project ' +
      'looks or listens.',
  );
}

/** Files chosen in a dialog, with their paths when it was a folder. */
export function pickedFiles(files: Iterable<File>): FoundFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * Files that were dropped, those in folders too.
 *
 * What was dropped can only be asked for while the event is handled, so this must be called in it.
 */
export function droppedFiles(data: DataTransfer): Promise<FoundFile[]> {
  const entries = [...data.items]
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return Promise.resolve(pickedFiles(data.files));
  return walk(entries);
}

export async function walk(entries: readonly FileSystemEntry[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const entry of entries) {
    const path = entry.fullPath.replace(/^\//, '');
    if (entry.isDirectory) {
      found.push(...(await walk(await children(entry as FileSystemDirectoryEntry))));
    } else if (!HIDDEN.test(path)) {
      const file = await new Promise<File>((resolve, reject) =>
        (entry as FileSystemFileEntry).file(resolve, reject),
      );
      found.push({ path, file });
    }
  }
  return found;
}

/** Read a folder to its end: the browser gives at most some hundred entries at a time. */
async function children(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/**
 * Sort files into classes by their folders: of one folder its sub-folders are the classes, of
 * several each is a class. Deeper folders belong to the class they lie in. Videos alone are taken
 * for pictures, unless they are said to show actions.
 */
export function classFolders(found: FoundFile[], asked?: Kind): ClassFolders {
  const kind = asked ?? kindOf(found);
  const media = found.filter(({ path }) => isMedia(path, kind));
  const roots = new Set(media.map(({ path }) => path.split('/')[0] ?? ''));
  const single = roots.size === 1;
  const classes = new Map<string, File[]>();
  for (const { path, file } of media) {
    const parts = path.split('/');
    const folder = single ? parts[1] : parts[0];
    if (folder === undefined || parts.length < (single ? 3 : 2)) continue;
    const files = classes.get(folder);
    if (files) files.push(file);
    else classes.set(folder, [file]);
  }
  const root = single ? [...roots][0] : undefined;
  if (classes.size === 0) throw new Error(noClasses(media, kind));
  const sorted = [...classes].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  const kept = sorted.reduce((sum, [, files]) => sum + files.length, 0);
  return {
    name: root ?? NAMES[kind],
    kind,
    videos: media.every(({ path }) => VIDEOS.test(path)),
    classes: sorted.map(([name, files]) => ({ name, files })),
    left: found.filter(({ path }) => !HIDDEN.test(path)).length - kept,
  };
}

/** Of a project made of folders that lie in none. */
const NAMES: Readonly<Record<Kind, string>> = {
  picture: 'Photos',
  sound: 'Sounds',
  clip: 'Actions',
};

function noClasses(media: FoundFile[], kind: Kind): string {
  if (media.length === 0) {
    return 'There are no photos, videos or recordings in it. Choose a folder with a folder for \
each class.';
  }
  const { file, files } = MEDIUMS[kind];
  const count = plural(media.length, file, files);
  const [folder, inside] = media[0]?.path.split('/') ?? [];
  const what = inside === undefined ? `There are ${count}` : `“${folder}” has ${count}`;
  return `${what} but no folders for the classes. Put those of each class in a folder of its own, \
and choose the folder around them.`;
}
