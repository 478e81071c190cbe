// Fetches MiniStack, an emulator of AWS, into .cache/ministack: for the crash drill on the AWS engine. Needs Python 3.10 or
// newer with venv. The smoke deployment fetches it by itself.
import { installMinistack, ministackVersion } from './support/ministack.ts';

await installMinistack();
console.log(`MiniStack ${ministackVersion()} is in .cache/ministack`);
