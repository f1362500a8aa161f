import { expect, test } from 'vitest';
import { classFolders, isMedia, pickedFiles, walk, type FoundFile } from './folders';

const found = (...paths: string[]): FoundFile[] =>
  paths.map((path) => ({ path, file: new File([], path.split('/').at(-1)!) }));
const counts = (files: FoundFile[]) =>
  Object.fromEntries(classFolders(files).classes.map(({ name, files }) => [name, files.length]));

test('the sub-folders of one folder are its classes, with what lies deeper', () => {
  const files = found('hands/rock/1.jpg', 'hands/rock/anna/2.png', 'hands/paper/3.MP4');
  expect(classFolders(files).name).toBe('hands');
  expect(counts(files)).toEqual({ rock: 2, paper: 1 });
});

test('of several folders each is a class', () => {
  expect(counts(found('rock/1.jpg', 'rock/deep/2.jpg', 'paper/1.jpg'))).toEqual({
    rock: 2,
    paper: 1,
  });
});

test('classes stand in the order that people count in', () => {
  const files = found('d/10/a.jpg', 'd/9/a.jpg', 'd/b/a.jpg');
  expect(classFolders(files).classes.map(({ name }) => name)).toEqual(['9', '10', 'b']);
});

test('other files are counted, hidden ones passed over', () => {
  const files = found('d/a/1.jpg', 'd/notes.txt', 'd/2.jpg', 'd/a/.DS_Store', 'd/.git/x.jpg');
  expect(classFolders(files).left).toBe(2);
});

test.each([
  [found('d/1.jpg', 'd/2.jpg'), '“d” has 2 photos or videos but no folders'],
  [found('1.jpg', '2.jpg'), 'There are 2 photos or videos but no folders'],
  [found('d/a/notes.txt'), 'no photos, videos or recordings'],
  [[], 'no photos, videos or recordings'],
])('what is no folder of class folders is told in a sentence', (files, words) => {
  expect(() => classFolders(files)).toThrow(words);
});

test('photos, videos and recordings are told by their names', () => {
  for (const name of ['a.jpg', 'A.JPEG', 'b.heic', 'c.webm', 'x/y.mov']) {
    expect(isMedia(name, 'picture')).toBe(true);
  }
  for (const name of ['a.txt', 'jpg', '._a.jpg', '__MACOSX/a.jpg', 'a.wav']) {
    expect(isMedia(name, 'picture')).toBe(false);
  }
  for (const name of ['a.wav', 'B.FLAC', 'c.mp3', 'd.m4a', 'voice.webm']) {
    expect(isMedia(name, 'sound')).toBe(true);
  }
  expect(isMedia('a.jpg', 'sound')).toBe(false);
});

test('a folder of recordings makes a project that listens', () => {
  const files = found('words/stop/1.wav', 'words/go/1.flac', 'words/go/2.webm');
  expect(classFolders(files).kind).toBe('sound');
  expect(counts(files)).toEqual({ stop: 1, go: 2 });
  expect(classFolders(found('d/a/1.jpg', 'd/a/2.mp4')).kind).toBe('picture');
});

test('photos and recordings together are refused', () => {
  expect(() => classFolders(found('d/a/1.jpg', 'd/b/1.wav'))).toThrow('looks or listens');
});

test('files that were chosen keep the path below their folder', () => {
  const file = new File([], '1.jpg');
  Object.defineProperty(file, 'webkitRelativePath', { value: 'd/a/1.jpg' });
  expect(pickedFiles([file, new File([], '2.jpg')]).map(({ path }) => path)).toEqual([
    'd/a/1.jpg',
    '2.jpg',
  ]);
});

interface Tree {
  [name: string]: Tree | null;
}

function entry(name: string, tree: Tree | null, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (tree === null) {
    const file = (give: (file: File) => void) => give(new File([], name));
    return { fullPath, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    const left = Object.entries(tree).map(([child, inside]) => entry(child, inside, fullPath));
    return {
      // A browser gives a folder in parts, and nothing when it is at its end.
      readEntries: (give: (some: FileSystemEntry[]) => void) => give(left.splice(0, 2)),
    };
  };
  return { fullPath, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

test('dropped folders are read to their end, all the way down', async () => {
  const tree = { a: { '1.jpg': null, '2.jpg': null, '3.jpg': null, deep: { '4.jpg': null } } };
  const files = await walk([entry('d', tree), entry('5.jpg', null)]);
  expect(files.map(({ path }) => path)).toEqual([
    'd/a/1.jpg',
    'd/a/2.jpg',
    'd/a/3.jpg',
    'd/a/deep/4.jpg',
    '5.jpg',
  ]);
});

test('videos alone may show pictures or actions', () => {
  const videos = found('d/punch/1.mp4', 'd/kick/1.mov', 'd/kick/notes.txt');
  expect([classFolders(videos).kind, classFolders(videos).videos]).toEqual(['picture', true]);
  const actions = classFolders(videos, 'clip');
  expect([actions.kind, actions.videos, actions.left]).toEqual(['clip', true, 1]);
  expect(classFolders(found('d/a/1.mp4', 'd/a/1.jpg')).videos).toBe(false);
  expect([isMedia('a.mp4', 'clip'), isMedia('a.jpg', 'clip')]).toEqual([true, false]);
});
