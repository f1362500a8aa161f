// The confusion matrix as rows and shares.
import type { ClassView, Confusion } from '../../lib/protocol';

export interface Square {
  predicted: string;
  examples: string[];
  /** Of the examples of the row's class, 0..1. */
  share: number;
}

export interface Row {
  true: string;
  total: number;
  squares: Square[];
}

/** The rows, in the order of the classes; what is not among them any more comes last. */
export function rowsOf(confusion: Confusion, classes: ClassView[]): Row[] {
  const place = new Map(classes.map((one, i) => [one.id, i]));
  const ids = confusion.class_ids.toSorted(
    (a, b) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || 0,
  );
  return ids.map((id) => {
    const cells = confusion.cells.filter((cell) => cell.true === id);
    const total = cells.reduce((sum, cell) => sum + cell.examples.length, 0);
    const squares = ids.map((predicted) => {
      const examples = cells.find((cell) => cell.predicted === predicted)?.examples ?? [];
      return { predicted, examples, share: total ? examples.length / total : 0 };
    });
    return { true: id, total, squares };
  });
}
