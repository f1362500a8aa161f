// What a session can listen to instead of the microphone: a recording that is played.
import { openGraph, resumeOnGesture, type Block } from './sound_graph';

export interface Ears {
  /** Call back with all that is heard. */
  onBlock(callback: (block: Block) => void): () => void;
  analyser: AnalyserNode;
}

/** Listen to what an audio element plays, which is heard by the user too. */
export async function playerEars(player: HTMLAudioElement, signal: AbortSignal): Promise<Ears> {
  const context = new AudioContext();
  const callbacks = new Set<(block: Block) => void>();
  const source = context.createMediaElementSource(player);
  const graph = await openGraph(context, source, (block) => {
    // While it stands still there is nothing to say about it.
    if (!player.paused) for (const callback of callbacks) callback(block);
  });
  source.connect(context.destination);
  resumeOnGesture(context, signal);
  const close = () => {
    graph.close();
    void context.close().catch(() => undefined);
  };
  if (signal.aborted) close();
  else signal.addEventListener('abort', close);
  return {
    analyser: graph.analyser,
    onBlock(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
  };
}
