/** The workers: one that drafts at once, others that work in the background and are let go when they are overtaken. */
import type { Replies, Reply, Requests } from "./protocol.js";

declare const WORKER_SOURCE: string;

export class Hand {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { done: (reply: never) => void; failed: (error: Error) => void }>();
  private asked = 0;
  readonly ready: Promise<Replies["start"]>;

  constructor(source: string, compiled: WebAssembly.Module) {
    this.worker = new Worker(source);
    this.worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      const one = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("failed" in data) one?.failed(new Error(data.failed));
      else one?.done(data.reply as never);
    };
    this.worker.onerror = (event) => {
      for (const { failed } of this.waiting.values()) failed(new Error(event.message));
      this.waiting.clear();
    };
    this.ready = this.ask("start", { compiled });
  }

  ask<Kind extends keyof Requests>(kind: Kind, asked: Requests[Kind]): Promise<Replies[Kind]> {
    const id = ++this.asked;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      this.worker.postMessage({ id, kind, asked });
    });
  }

  get busy(): boolean {
    return this.waiting.size > 0;
  }

  dismiss(): void {
    this.worker.terminate();
    for (const { failed } of this.waiting.values()) failed(new Overtaken());
    this.waiting.clear();
  }
}

/** The work was given up for a newer question. */
export class Overtaken extends Error {}

export class Crew {
  private readonly source = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
  private readonly compiled: WebAssembly.Module;
  /** Answers drafts, and does nothing that takes long. */
  readonly front: Hand;
  private hands: Hand[] = [];

  constructor(compiled: WebAssembly.Module) {
    this.compiled = compiled;
    this.front = new Hand(this.source, compiled);
    this.background();
  }

  /** As many hands as there are cores, two at least, four at most; those that are at work are replaced. */
  background(): Hand[] {
    const count = Math.min(4, Math.max(2, navigator.hardwareConcurrency || 2));
    for (let i = 0; i < count; i++) {
      if (this.hands[i] && !this.hands[i]!.busy) continue;
      this.hands[i]?.dismiss();
      this.hands[i] = this.hand();
    }
    return this.hands;
  }

  /** Lets go what works for an older question. */
  overtake(): void {
    for (const [i, hand] of this.hands.entries())
      if (hand.busy) {
        hand.dismiss();
        this.hands[i] = this.hand();
      }
  }

  /** A hand for one errand, dismissed after it; a download is never overtaken. */
  async errand<Kind extends keyof Requests>(kind: Kind, asked: Requests[Kind]): Promise<Replies[Kind]> {
    const hand = this.hand();
    try {
      await hand.ready;
      return await hand.ask(kind, asked);
    } finally {
      hand.dismiss();
    }
  }

  private hand(): Hand {
    const hand = new Hand(this.source, this.compiled);
    hand.ready.catch(() => {}); // whoever asks it is told
    return hand;
  }
}
