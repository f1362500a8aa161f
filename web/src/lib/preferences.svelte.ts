import { DEFAULT_RATE, RATES, type Subject, type WordsSettings } from './protocol';
import { seeks } from './subjects';
import { within } from './within';
import { wordsSettings } from './words_settings';

const KEY = 'understudy';
const COUNTDOWNS = [0, 3, 5] as const; // seconds
const RECORD_SECONDS = 3;
export const ACTION_SECONDS = [0.5, 5] as const; // least and most after a countdown
const USUAL_ACTION = 1.5; // seconds, as long as what is looked at to recognise one

export type Countdown = (typeof COUNTDOWNS)[number];

/** What this browser remembers about how its user likes to record. */
class Preferences {
  /** Whether the camera is switched on when a project is opened. */
  camera = $state(true);
  /** Whether the camera's picture is shown as in a mirror; what is recorded never is. */
  mirrored = $state(true);
  /** Whether the hands or the body that it sees are drawn over pictures. */
  skeleton = $state(true);
  deviceId = $state<string | null>(null);
  /** Whether the microphone is switched on when a project that listens is opened. */
  microphone = $state(true);
  microphoneId = $state<string | null>(null);
  /** When one of the ready-made words counts; null until that is changed. */
  words = $state.raw<WordsSettings | null>(null);
  /** Frames a second of a take. */
  rate = $state(DEFAULT_RATE);
  /** Seconds to get into place; 0 records while the button is held. */
  countdown = $state<Countdown>(0);
  /** Seconds that a take after a countdown lasts. */
  seconds = $state(RECORD_SECONDS);
  /** The same, where a take is one action. */
  actionSeconds = $state(USUAL_ACTION);

  constructor() {
    this.#load();
    $effect.root(() => {
      $effect(() => {
        const { camera, mirrored, skeleton, deviceId, microphone, microphoneId, words } = this;
        const { rate, countdown, seconds, actionSeconds } = this;
        const recording = { rate, countdown, seconds, actionSeconds };
        save({ camera, mirrored, skeleton, deviceId, microphone, microphoneId, words, ...recording });
      });
    });
  }

  #load(): void {
    const saved = load();
    if (typeof saved.camera === 'boolean') this.camera = saved.camera;
    if (typeof saved.mirrored === 'boolean') this.mirrored = saved.mirrored;
    if (typeof saved.skeleton === 'boolean') this.skeleton = saved.skeleton;
    if (typeof saved.deviceId === 'string') this.deviceId = saved.deviceId;
    if (typeof saved.microphone === 'boolean') this.microphone = saved.microphone;
    if (typeof saved.microphoneId === 'string') this.microphoneId = saved.microphoneId;
    this.words = wordsSettings(saved.words);
    if (within(saved.rate, RATES[0], RATES[1])) this.rate = saved.rate;
    if (within(saved.seconds, 1, 30)) this.seconds = saved.seconds;
    if (within(saved.actionSeconds, ...ACTION_SECONDS)) this.actionSeconds = saved.actionSeconds;
    this.countdown = COUNTDOWNS.find((seconds) => seconds === saved.countdown) ?? 0;
  }
}

function load(): Record<string, unknown> {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return saved !== null && typeof saved === 'object' ? (saved as Record<string, unknown>) : {};
  } catch {
    return {}; // storage is switched off, or holds something else: the defaults do
  }
}

function save(values: Record<string, unknown>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(values));
  } catch {
    // Storage is switched off or full: the page works without being remembered.
  }
}

export const preferences = new Preferences();

/** Whose skeleton is drawn on the pictures of a project, if one is. */
export function drawnSubject(subject: Subject | undefined): Subject | undefined {
  return preferences.skeleton && seeks(subject) ? subject : undefined;
}
