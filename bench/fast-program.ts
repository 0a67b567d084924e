// The program on a fast clock: bundled beside the built one, whose files it finds from there, since the clock of what is built cannot be reached.
import './fast-clock.ts';
import '../src/app/main.ts';
