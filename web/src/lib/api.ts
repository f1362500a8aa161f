import type {
  Acting,
  Added,
  ClassChange,
  Compare,
  Compared,
  Confusion,
  Done,
  DroneView,
  FlyDrone,
  HeadView,
  Learning,
  Listening,
  Live,
  NewClass,
  NewProject,
  Problem,
  ProjectChange,
  ProjectSummary,
  ProjectView,
  Subject,
  TakeView,
  Train,
  Tried,
} from './protocol';

/** Why the server refused; the message is its sentence, fit to be shown. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const UNREACHABLE =
  "The studio has stopped or can't be reached. Start it again and open the address it prints.";

export interface UploadOptions {
  /** Called with the share that was sent, 0 to 1. */
  progress?: (share: number) => void;
  signal?: AbortSignal;
}

/** What a page asks of the drone, besides moves. */
export type DroneRequest = 'connect' | 'arm' | 'alive' | 'stop' | 'close';

export const api = {
  projects: () => ask<ProjectSummary[]>('GET', '/api/projects'),
  createProject: (project: NewProject) => ask<Done>('POST', '/api/projects', project),
  openArchive: (file: Blob, name: string, options?: UploadOptions) =>
    upload<Done>(`/api/projects/archive?name=${encodeURIComponent(name)}`, file, options),
  duplicateProject: (id: string) => ask<Done>('POST', `${of(id)}/duplicate`),
  changeProject: (id: string, change: ProjectChange) => ask<Done>('PATCH', of(id), change),
  dismissSuggestion: (id: string) => ask<Done>('DELETE', `${of(id)}/suggestion`),
  deleteProject: (id: string) => ask<Done>('DELETE', of(id)),
  restoreProject: (trashed: string) =>
    ask<Done>('POST', `/api/trash/${encodeURIComponent(trashed)}/restore`),
  project: (id: string) => ask<ProjectView>('GET', of(id)),

  addClass: (id: string, added: NewClass) => ask<Done>('POST', `${of(id)}/classes`, added),
  changeClass: (id: string, classId: string, change: ClassChange) =>
    ask<Done>('PATCH', `${of(id)}/classes/${classId}`, change),
  deleteClass: (id: string, classId: string) =>
    ask<Done>('DELETE', `${of(id)}/classes/${classId}`),
  orderClasses: (id: string, classIds: string[]) =>
    ask<Done>('PUT', `${of(id)}/classes`, { class_ids: classIds }),

  takes: (id: string, classId: string) =>
    ask<TakeView[]>('GET', `${of(id)}/classes/${classId}/takes`),
  addFile: (id: string, classId: string, file: File, options?: UploadOptions) =>
    upload<Added>(
      `${of(id)}/classes/${classId}/files?name=${encodeURIComponent(file.name)}`,
      file,
      options,
    ),
  deleteTake: (id: string, take: string) => ask<Done>('DELETE', `${of(id)}/takes/${take}`),
  trimTake: (id: string, take: string, start: number, end: number) =>
    ask<Done>('POST', `${of(id)}/takes/${take}/trim`, { start, end }),
  splitTake: (id: string, take: string) => ask<Done>('POST', `${of(id)}/takes/${take}/split`),
  deleteExamples: (id: string, ids: string[]) =>
    ask<Done>('POST', `${of(id)}/examples/delete`, { ids }),
  moveExamples: (id: string, ids: string[], classId: string) =>
    ask<Done>('POST', `${of(id)}/examples/move`, { ids, class_id: classId }),
  undo: (id: string, revision?: number) => ask<Done>('POST', `${of(id)}/undo${at(revision)}`),
  redo: (id: string, revision?: number) => ask<Done>('POST', `${of(id)}/redo${at(revision)}`),
  emptyTrash: (id: string) => ask<Done>('POST', `${of(id)}/trash/empty`),

  heads: () => ask<HeadView[]>('GET', '/api/heads'),
  learning: (id: string) => ask<Learning>('GET', `${of(id)}/learning`),
  train: (id: string, train: Train) => ask<Learning>('POST', `${of(id)}/learning`, train),
  cancelTraining: (id: string) => ask<Learning>('DELETE', `${of(id)}/learning`),
  confusion: (id: string) => ask<Confusion>('GET', `${of(id)}/learning/confusion`),
  compare: (id: string, compare: Compare, signal?: AbortSignal) =>
    ask<Compared[]>('POST', `${of(id)}/learning/compare`, compare, signal),
  setLive: (id: string, live: Live) => ask<Done>('PUT', `${of(id)}/live`, live),
  setListening: (id: string, listening: Listening) =>
    ask<Done>('PUT', `${of(id)}/listening`, listening),
  setActing: (id: string, acting: Acting) => ask<Done>('PUT', `${of(id)}/acting`, acting),
  setMapping: (id: string, game: string, moves: Record<string, string>) =>
    ask<Done>('PUT', `${of(id)}/mappings/${encodeURIComponent(game)}`, { moves }),
  /** See one picture through three models; `target` is the class that is asked of by itself. */
  tryPicture: (id: string, target: string, jpeg: Uint8Array<ArrayBuffer>, signal?: AbortSignal) =>
    upload<Tried>(
      `${of(id)}/try?target=${encodeURIComponent(target)}`,
      new Blob([jpeg]),
      { signal },
    ),
  /** Keep a picture of the empty room, which the old way of looking compares with. */
  setRoom: (id: string, jpeg: Uint8Array<ArrayBuffer>) =>
    upload<Done>(`${of(id)}/room`, new Blob([jpeg]), {}, 'PUT'),

  drone: (page: string, signal?: AbortSignal) =>
    ask<DroneView>('GET', `/api/drone?page=${page}`, undefined, signal),
  tellDrone: (page: string, what: DroneRequest, signal?: AbortSignal) =>
    ask<DroneView>('POST', `/api/drone/${what}?page=${page}`, undefined, signal),
  flyDrone: (page: string, fly: FlyDrone, signal?: AbortSignal) =>
    ask<DroneView>('POST', `/api/drone/move?page=${page}`, fly, signal),
};

export function imageUrl(project: string, example: string): string {
  return `${of(project)}/examples/${encodeURIComponent(example)}/image`;
}

/** Of an example, with the skeleton that a project sees which looks at `skeleton`. */
export function thumbnailUrl(project: string, example: string, skeleton?: Subject): string {
  const drawn = skeleton === undefined ? '' : `?skeleton=${skeleton}`;
  return `${of(project)}/examples/${encodeURIComponent(example)}/thumbnail${drawn}`;
}

/** A random variant of an example; of a clip its frames side by side. Number 0 is itself. */
export function variantUrl(
  project: string,
  example: string,
  number: number,
  mirrored: boolean,
): string {
  const asked = `number=${number}&mirrored=${mirrored}`;
  return `${of(project)}/examples/${encodeURIComponent(example)}/variant?${asked}`;
}

/** The picture of the empty room, of which there may be another with every revision. */
export function roomUrl(project: string, revision: number): string {
  return `${of(project)}/room?revision=${revision}`;
}

/** The frames of a clip side by side, as of a part of it in seconds: it changes with the part. */
export function stripUrl(project: string, take: string, [start, end]: [number, number]): string {
  return `${of(project)}/takes/${encodeURIComponent(take)}/strip?start=${start}&end=${end}`;
}

/** The recording that a take of sound is. */
export function soundUrl(project: string, take: string): string {
  return `${of(project)}/takes/${encodeURIComponent(take)}/sound`;
}

/** A picture of a part of a recording, in pixels and seconds. */
export interface SoundPart {
  width: number;
  height: number;
  start?: number;
  /** Without it the picture goes to the end, and is asked for anew each time. */
  end?: number;
}

/** A picture of sound whose opacity is the level: to be used as a mask for a colour. */
export function spectrogramUrl(project: string, take: string, part: SoundPart): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(part)) {
    if (value !== undefined) asked.set(name, String(value));
  }
  return `${of(project)}/takes/${encodeURIComponent(take)}/spectrogram?${asked}`;
}

/** From the id of an example of a sound or an action its take, and where its middle is, in seconds. */
export function placeOf(example: string): { take: string; centre: number } {
  const at = example.lastIndexOf('-');
  return { take: example.slice(0, at), centre: Number(example.slice(at + 1)) / 1000 };
}

export function modelUrl(project: string): string {
  return `${of(project)}/model`;
}

export function archiveUrl(project: string): string {
  return `${of(project)}/archive`;
}

export function streamUrl(project: string, page: Location = location): string {
  return socketUrl(`${of(project)}/stream`, page);
}

/** Of the ready-made words, which belong to no project. */
export function wordsStreamUrl(page: Location = location): string {
  return socketUrl('/api/words/stream', page);
}

function socketUrl(path: string, page: Location): string {
  const scheme = page.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${page.host}${path}`;
}

function of(project: string): string {
  return `/api/projects/${encodeURIComponent(project)}`;
}

/** The revision that the page has seen, so that a stale page changes nothing by accident. */
function at(revision: number | undefined): string {
  return revision === undefined ? '' : `?revision=${revision}`;
}

async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(UNREACHABLE, 0);
  }
  return read<T>(response.status, await response.text());
}

/** Send a file as it is; unlike `fetch`, XMLHttpRequest tells how much was sent. */
function upload<T>(
  path: string,
  body: Blob,
  options: UploadOptions = {},
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  const { progress, signal } = options;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    const settle = (finish: () => void) => () => {
      signal?.removeEventListener('abort', cancel);
      finish();
    };
    request.open(method, path);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress?.(event.loaded / event.total);
    };
    request.onload = settle(() => {
      try {
        resolve(read<T>(request.status, request.responseText));
      } catch (error) {
        reject(error as Error);
      }
    });
    request.onerror = settle(() => reject(new ApiError(UNREACHABLE, 0)));
    request.onabort = settle(() => reject(new DOMException('Cancelled', 'AbortError')));
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) reject(new DOMException('Cancelled', 'AbortError'));
    else request.send(body);
  });
}

function read<T>(status: number, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(`The studio gave an answer (${status}) that this page can't read.`, status);
  }
  if (status >= 200 && status < 300) return value as T;
  const sentence = (value as Partial<Problem>).sentence;
  throw new ApiError(sentence ?? `The studio refused this (${status}). Reload the page.`, status);
}
