export type Level = 'easy' | 'medium' | 'hard';

/** How well the computer fights. Shares are of 1. */
export interface Skill {
  /** It acts on what it saw so many steps ago (1/60 s). People need 12 to 30. */
  reaction: number;
  /** It thinks again after so many steps, and up to twice as many. */
  patience: number;
  /** How often it does something when it could attack. */
  attack: number;
  /** How much of that goes by how often the other one attacks. */
  follow: number;
  /** How often it comes nearer from afar. */
  approach: number;
  /** How often it guards against a blow it sees. */
  guard: number;
  /** How often it picks what works best, and not just anything. */
  wit: number;
  /** How often it hits one who has just missed. */
  punish: number;
}

export const SKILLS: Readonly<Record<Level, Skill>> = {
  easy: {
    reaction: 28,
    patience: 21,
    attack: 0.6,
    follow: 1,
    approach: 0.55,
    guard: 0.15,
    wit: 0.15,
    punish: 0.2,
  },
  medium: {
    reaction: 20,
    patience: 18,
    attack: 0.52,
    follow: 0.3,
    approach: 0.7,
    guard: 0.4,
    wit: 0.5,
    punish: 0.45,
  },
  hard: {
    reaction: 13,
    patience: 11,
    attack: 0.58,
    follow: 0,
    approach: 0.85,
    guard: 0.65,
    wit: 0.8,
    punish: 0.75,
  },
};

export const LEVELS = Object.keys(SKILLS) as Level[];
