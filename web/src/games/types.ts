import type { Component } from 'svelte';

/** What a game hears: a move of its own, begun or ended. Games know no camera and no class. */
export interface GameEvent {
  move: string;
  kind: 'start' | 'stop';
}

/** Something a player can do in a game. */
export interface Move {
  id: string;
  label: string;
  /** A sign for it, such as an arrow. */
  icon?: string;
  /** Names of classes that most likely mean this move, in lower case. */
  names?: readonly string[];
}

export interface GameProps {
  /** Calls back for every event until the returned function is called. */
  listen: (callback: (event: GameEvent) => void) => () => void;
  /** Why nothing steers just now, in words. */
  notice: string | null;
}

export interface GameEntry {
  /** Also the name under which a project keeps the mapping of its classes. */
  id: string;
  name: string;
  moves: readonly Move[];
  load: () => Promise<{ default: Component<GameProps> }>;
}
