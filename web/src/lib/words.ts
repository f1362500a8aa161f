/** A sentence of the server, whose names stand in backticks, as a person would write it. */
export function quoted(sentence: string): string {
  return sentence.replace(/`([^`]*)`/g, '“$1”');
}

/** What words mean, in one line each: hover text where a word can't be avoided. */
export const WORDS = {
  take: 'One hold of the button, one video, clip or recording, or one photo. Accuracy is measured on takes left out.',
  example: 'One picture of a class, or one short piece of a recording or a clip.',
  class: 'Something the computer should recognise: a gesture, a face, a thing, a sound, an action.',
  nothing: 'What to ignore: your empty chair, your resting hands. It never sets anything off.',
  head: 'The part that is taught. What turns a picture, a sound or a movement into numbers was learned long ago and stays as it is; the head learns which numbers mean which class.',
  accuracy:
    'How many are right of takes that were left out of teaching. Examples of one take are too alike to test on each other.',
  cost: 'How wrong the network still is about the examples it learns from: 0 is perfect. It should fall, then level off.',
  training_accuracy:
    'How many of the examples it learns from are right. If this is much higher than on takes it has not seen, it has learned them by heart: that is overfitting.',
  confusion:
    'Each row is what was shown, each column what it was taken for. What is off the diagonal got mixed up. Open a number to see the examples.',
  variants:
    'Every example over again, moved, turned, blurred and in other light, all at random. They are learned and never tested on, so that the figure stays that of real examples.',
  old_way:
    'Before there were networks: the empty room is taken away from the picture, and what is left is counted by rows and columns.',
  compare:
    'Nearest neighbours looks up similar examples and learns nothing else; a network learns what tells the classes apart. With few examples the first often wins, with many the second.',
} as const;
