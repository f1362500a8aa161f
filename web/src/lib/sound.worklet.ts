// Runs beside the page, in the browser's thread for sound: packs what is heard into blocks.
import { blockLength, Packer } from './pcm';

declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class PackingProcessor extends AudioWorkletProcessor {
  #packer = new Packer(blockLength(sampleRate));

  process([input]: Float32Array[][]): boolean {
    const mono = input?.[0];
    if (mono) this.#packer.add(mono, (block) => this.port.postMessage(block, [block.buffer]));
    return true;
  }
}

registerProcessor('packing', PackingProcessor);
