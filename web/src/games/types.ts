import type { Component } from 'svelte';
import type { Kind } from '../lib/protocol';
import type { Tello } from '../lib/tello.svelte';

/** What a game hears: a move of its own, begun or ended. Games know no camera and no class. */
export interface GameEvent {
  move: string;
  kind: 'start' | 'stop';
  /** What was said or shown: the name of the class. */
  said: string;
  /** When it was, by the clock of the page, in milliseconds. */
  at: number;
}

/** Something a player can do in a game. */
export interface Move {
  id: string;
  label: string;
  /** A sign for it, such as an arrow. */
  icon?: string;
  /** Or a line drawing, on a grid of 20 by 20. */
  drawing?: string;
  /**
   * Names of classes that most likely mean this move, in lower case. Of several words all must be
   * there, in any order, and they say more than one alone.
   */
  names?: readonly string[];
}

export interface GameProps {
  /** Calls back for every event until the returned function is called. */
  listen: (callback: (event: GameEvent) => void) => () => void;
  /** Why nothing steers just now, in words. */
  notice: string | null;
  /** What to say or show for a move: the names of the classes, by the id of the move. */
  names: Readonly<Record<string, string>>;
  /** Whether moves are shown to the camera, done before it, or said to the microphone. */
  kind: Kind;
  /** The real drone, for a game that flies one. */
  tello: Tello;
}

/** A key of the keyboard, or several, and what it does. */
export interface KeyHelp {
  keys: readonly string[];
  does: string;
}

export interface GameEntry {
  /** Also the name under which a project keeps the mapping of its classes. */
  id: string;
  name: string;
  /** What it was made for; it works with the others too. */
  madeFor: readonly Kind[];
  moves: readonly Move[];
  /** What to teach for it, in a sentence. */
  teach: Readonly<Record<Kind, string>>;
  keys: readonly KeyHelp[];
  /** What else there is to know about steering. */
  hint?: string;
  /** Whether it is rather wide than high. */
  wide?: boolean;
  load: () => Promise<{ default: Component<GameProps> }>;
}
