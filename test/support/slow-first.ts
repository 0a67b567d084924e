// The order in which test files run: those that take long begin at once, so that the last of them does not run alone at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const slow = [
  'seasons/kills',
  // These wait for most of their time, best while the browsers keep the cores busy.
  'app/program',
  'platforms/mattermost/end-to-end',
  'dialogues/doors',
  'app/bad-inputs',
  'seasons/season',
  'app/cli',
  'delivery/faults/faults',
  'kill/child',
  'app/bad-starts',
  'drawing/drawing',
  'architecture',
  'kill/program',
  'asking/questions',
  'renderings/golden',
  'seats/histories',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = slow.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
  return place === -1 ? slow.length : place;
};

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
