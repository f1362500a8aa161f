import { beforeEach, describe, expect, it } from 'vitest';
import { Play } from './play.svelte';
import type { Mode } from './preferences';
import { INTRO_STEPS } from './state';

let play: Play;
let now: number;
const names = (mode: Mode) => [`${mode} one`, `${mode} two`] as const;

beforeEach(() => {
  localStorage.clear();
  play = new Play(() => 1, names);
  now = 0;
  play.tick(now);
});

function run(seconds: number): void {
  for (let n = 0; n < seconds * 60; n += 1) play.tick((now += 1000 / 60));
}
function begin(mode: Mode): void {
  play.setMode(mode);
  play.start();
  run(INTRO_STEPS / 60 + 0.1);
}
const places = (): number[] => play.match.fighters.map((fighter) => Math.round(fighter.x));

describe('a match on the page', () => {
  it('waits until it is started, and announces the round', () => {
    run(3);
    expect([play.status, play.match.time, play.announcement]).toEqual(['Ready', 0, '']);
    play.start();
    run(0.5);
    expect([play.status, play.announcement, play.seconds]).toEqual(['Fighting', 'Round 1', 60]);
  });

  it('pauses and goes on, and lets go of the keys', () => {
    begin('keyboard');
    play.key(0, 'right', true);
    run(0.2);
    play.toggle();
    const paused = places();
    run(2);
    expect([play.status, places()]).toEqual(['Paused', paused]);
    play.toggle();
    run(0.5);
    expect([play.status, places()]).toEqual(['Fighting', paused]);
  });

  it('forgets what was recognised while it was paused', () => {
    begin('computer');
    play.pause();
    play.recognise('jump', 'start', 'action');
    play.toggle();
    expect(play.doing).toBe('');
    run(0.2);
    expect(play.match.fighters[0].y).toBe(0);
  });

  it('ends, and begins again', () => {
    begin('keyboard');
    play.match.fighters[1].health = 0;
    play.match.fighters[0].wins = 1;
    run(4);
    expect([play.status, play.winner, play.wins]).toEqual(['Over', 0, [2, 0]]);
    play.start();
    run(0.1);
    expect([play.status, play.wins, play.health]).toEqual(['Fighting', [0, 0], [100, 100]]);
  });

  it('remembers who fights and how well', () => {
    play.setMode('camera');
    play.setLevel('hard');
    expect(new Play(() => 1, names).preferences).toMatchObject({ mode: 'camera', level: 'hard' });
    expect(play.names).toEqual(['camera one', 'camera two']);
  });
});

describe('who moves whom', () => {
  it('against the computer: both halves of the keyboard and the camera move the first', () => {
    begin('computer');
    expect(play.recognise('left', 'start', 'posture')).toBe(true);
    run(0.4);
    const [first] = places();
    expect(first).toBeLessThan(-160);
    play.recognise('left', 'stop', 'posture');
    play.key(1, 'left', true);
    run(0.5);
    expect(places()[0]).toBeLessThan(first ?? 0);
    expect(play.doing).toBe('left');
  });

  it('camera against keyboard: the keys move the second', () => {
    begin('camera');
    play.key(0, 'left', true);
    play.recognise('left', 'start', 'action');
    run(0.5);
    expect(places()[0]).toBeLessThan(-160);
    expect(places()[1]).toBeLessThan(140);
  });

  it('a posture that is held when another mode is chosen moves nobody in it', () => {
    begin('camera');
    play.recognise('left', 'start', 'posture');
    begin('keyboard');
    const before = places();
    play.recognise('left', 'stop', 'posture');
    run(0.5);
    expect(places()).toEqual(before);
  });

  it('two at one keyboard: a half each, and the camera moves nobody', () => {
    begin('keyboard');
    expect(play.recognise('punch', 'start', 'posture')).toBe(false);
    play.key(0, 'left', true);
    play.key(1, 'right', true);
    run(0.5);
    const [a, b] = places();
    expect([a! < -160, b! > 160]).toEqual([true, true]);
    play.letGo();
    run(0.5);
    const rest = places();
    run(0.5);
    expect(places()).toEqual(rest);
  });
});
