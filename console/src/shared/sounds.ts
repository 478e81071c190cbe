import { readKept } from './remembered.ts';

type Tone = { readonly hertz: number; readonly seconds: number };

let context: AudioContext | undefined;

/** Whoever packs looks at the goods, not at the screen. A browser that plays nothing yet stays silent. */
const play = ({ hertz, seconds }: Tone): void => {
  if (readKept('sound') === 'off') return;
  try {
    context ??= new AudioContext();
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.frequency.value = hertz;
    oscillator.type = 'square';
    volume.gain.value = 0.15;
    oscillator.connect(volume).connect(context.destination);
    oscillator.start();
    oscillator.stop(context.currentTime + seconds);
  } catch {
    // No sound, then.
  }
};

export const soundGood = (): void => play({ hertz: 1_320, seconds: 0.07 });

export const soundBad = (): void => {
  play({ hertz: 170, seconds: 0.5 });
  if (readKept('sound') !== 'off') navigator.vibrate?.([200, 80, 200]);
};
