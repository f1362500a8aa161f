import { beforeEach, describe, expect, it } from 'vitest';
import { STAGE_STEPS } from './levels';
import { Play } from './play.svelte';
import { loadPreferences } from './preferences';

let play: Play;
let now: number;

beforeEach(() => {
  localStorage.clear();
  play = new Play(() => 1);
  now = 0;
  play.tick(now);
});

function run(seconds: number): void {
  for (let n = 0; n < seconds * 60; n += 1) play.tick((now += 1000 / 60));
}

describe('a game on the page', () => {
  it('waits until it is started', () => {
    run(5);
    expect([play.status, play.game.time]).toEqual(['Ready', 0]);
    play.start();
    run(1);
    expect(play.status).toBe('Ready');
    run(STAGE_STEPS.ready / 60);
    expect(play.status).toBe('Playing');
    expect(play.score).toBeGreaterThan(0);
  });

  it('pauses and goes on', () => {
    play.toggle();
    run(3);
    play.toggle();
    expect(play.status).toBe('Paused');
    const { score } = play;
    run(3);
    expect(play.score).toBe(score);
    play.toggle();
    expect(play.status).toBe('Playing');
  });

  it('can be steered before it is started, and keeps the direction for a new game', () => {
    play.steer('right');
    expect(play.direction).toBe('right');
    play.start();
    run(2.2);
    expect(play.game.player.direction).toBe('right');
    play.restart();
    expect([play.status, play.direction, play.score]).toEqual(['Ready', 'right', 0]);
  });

  it('ends, remembers the best score, and begins again', () => {
    play.start();
    run(3);
    play.game.score = 1230;
    play.game.stage = 'caught';
    play.game.stageLeft = 1;
    play.game.lives = 0;
    run(0.1);
    expect(play.status).toBe('Game over');
    expect(loadPreferences().best).toBe(1230);
    play.pause();
    expect(play.status).toBe('Game over');
    play.toggle();
    expect([play.status, play.score, play.lives]).toEqual(['Ready', 0, 3]);
    expect(new Play(() => 1).preferences.best).toBe(1230);
  });

  it('changes its pace at once, and remembers it', () => {
    expect(play.game.pace).toBe('gentle');
    play.setPace('fast');
    expect(play.game.pace).toBe('fast');
    expect(new Play(() => 1).game.pace).toBe('fast');
  });
});

describe('what is remembered', () => {
  it('is the default where it makes no sense', () => {
    for (const saved of ['nonsense', '{"pace":"warp","best":"many","sound":1}', 'null']) {
      localStorage.setItem('understudy.pacman', saved);
      expect(loadPreferences()).toEqual({ pace: 'gentle', best: 0, sound: false });
    }
  });
});
