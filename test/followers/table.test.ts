// CSV files as people's spreadsheets write them: dividers, line ends, quotes; and every mistake with its line.
import { describe, expect, it } from 'vitest';
import { readingsTable } from '../../src/followers/files/readings.ts';
import { readTable, tableHead, wholeNumber } from '../../src/followers/files/table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** In pieces of this size, as a stream may bring it. */
async function* pieces(data: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < data.length; i += size) yield data.subarray(i, i + size);
}

async function read(text: string | Uint8Array, size = 7): Promise<readonly string[]> {
  const data = typeof text === 'string' ? bytes(text) : text;
  const head = tableHead(new TextDecoder('utf-8', { ignoreBOM: true }).decode(data));
  if (!head) return ['no table'];
  const told: string[] = [];
  for await (const item of readTable(pieces(data, size), head, readingsTable)) {
    if (item.kind === 'mistake') told.push(`${item.line}: ${item.message}`);
    else {
      const { network, account, on, value, bound, source } = item.value;
      told.push(`${item.line}: ${network} ${account} ${on} ${value} ${bound} “${source}”`);
    }
  }
  return told;
}

const head = 'network,account,on,value,bound,source';
const good = [
  '2: x CERN 2019-07-08 2500000 atLeast “page”',
  '3: facebook CERN 2019-07-08 698104 exact “page”',
];
const lines = [
  head,
  'x,CERN,2019-07-08,2500000,atLeast,page',
  'facebook,CERN,2019-07-08,698104,,page',
];

describe('a table of readings', () => {
  it.each([
    ['commas', lines.join('\n')],
    ['line ends of Windows, and one at the end', `${lines.join('\r\n')}\r\n`],
    ['semicolons, as a European spreadsheet has them', lines.join('\n').replaceAll(',', ';')],
    ['tabs', lines.join('\n').replaceAll(',', '\t')],
    ['a byte-order mark', `\ufeff${lines.join('\n')}`],
    ['quotes around everything', lines.map((l) => `"${l.replaceAll(',', '","')}"`).join('\n')],
    [
      'capitals and spaces in its head',
      lines.join('\n').replace(head, ' Network , ACCOUNT,On,value,bound,Source'),
    ],
  ])('is read with %s', async (_, text) => {
    for (const size of [1, 7, 1_000]) expect(await read(text, size)).toEqual(good);
  });

  it('takes columns in any order, and twitter for x', async () => {
    expect(await read('source,value,on,account,network\npage,5,2019-07-08,@CERN,Twitter')).toEqual([
      '2: x CERN 2019-07-08 5 exact “page”',
    ]);
  });

  it('counts lines over quoted line breaks and empty lines', async () => {
    const quoted = (end: string) =>
      [head, '"x",CERN,2019-07-08,5,,"a', 'b"', '', ',,,,,', 'x,CERN,2019-07-09,6,,page', ''].join(
        end,
      );
    for (const end of ['\n', '\r\n'])
      expect(await read(quoted(end))).toEqual([
        '2: source: must be one line without control characters',
        '6: x CERN 2019-07-09 6 exact “page”',
      ]);
  });

  it('tells every mistake with its line', async () => {
    const rows = [
      'myspace,CERN,2019-07-08,5,,page',
      'x,CERN,8 July,"412,000",,page',
      'x,CERN,2019-02-30,-5,about,page',
      'x,CERN,2019-07-08,1.5,,page',
      'x,CERN,2019-07-08,,,',
      'x,CERN,2019-07-08,99999999999,,page',
      'x,CERN,2019-07-08,536862,floor3,page',
      'x,CERN,2019-07-08,5,,page',
      'x,cern,2019-07-08,6,,page',
      'x,CERN,2019-07-08,5,,page,more',
    ];
    const told = await read([head, ...rows].join('\n'));
    expect(told.map((one) => one.replace(/, facebook, .* understood/, ', … understood'))).toEqual([
      '2: network: must be one of x, … understood for x)',
      '3: on: must be a day of the calendar like 2019-07-08',
      '3: value: “412,000” must be a whole number without dividers, like 412000',
      '4: on: must be a day of the calendar like 2019-07-08',
      '4: value: “-5” must be a whole number without dividers, like 412000',
      '4: bound: must be one of exact, atLeast, atMost, approximately, floor3',
      '5: value: “1.5” must be a whole number without dividers, like 412000',
      '6: value is missing',
      '6: source is missing',
      '7: value: is more than there are people',
      '8: value: has more than three digits before its zeros, which floor3 cannot have',
      '9: x CERN 2019-07-08 5 exact “page”',
      '10: the reading of x cern, followers, on 2019-07-08 stands twice, first in line 9',
      '11: there are 7 values, and 6 columns',
    ]);
  });

  it('with columns that are not known, missing or doubled is not read at all', async () => {
    expect(await read('network,account,date,value,value\nx,CERN,2019-07-08,5,5')).toEqual([
      '1: there is no column “date”; there are network, account, on, value, source, bound, series',
      '1: the column on is missing',
      '1: the column source is missing',
      '1: the column value stands twice',
    ]);
  });

  it('stops where a quote goes wrong, and says after which line', async () => {
    for (const broken of ['x,CERN,2019-07-08,5,,"page', `x,CERN,2019-07-08,5,,pa"ge`]) {
      const told = await read(
        [head, 'x,CERN,2019-07-01,5,,page', '', broken, 'x,CERN,2019-07-09,5,,page'].join('\n'),
      );
      expect(told).toHaveLength(2);
      expect(told[1]).toMatch(/^3: here, or below, a quote is not as CSV has it/);
    }
  });

  it('of another encoding says how to save it', async () => {
    const latin = Uint8Array.from(
      Buffer.from(`${head}\nx,CERN,2019-07-08,5,,d\u00e9j\u00e0`, 'latin1'),
    );
    expect(await read(latin)).toEqual([
      '2: source: is not written in UTF-8; save the file as CSV UTF-8',
    ]);
  });

  it('is none without network and account', async () => {
    expect(await read('date,followers\n2019-07-08,5')).toEqual(['no table']);
    expect(await read('accounts:\n  x: [CERN]')).toEqual(['no table']);
    expect(await read('')).toEqual(['no table']);
  });
});

describe('a whole number', () => {
  it.each<[string, number | undefined]>([
    ['0', 0],
    ['412000', 412_000],
    ['412000.0', 412_000],
    ['412000,00', 412_000],
    ['412.000', undefined],
    ['412,000', undefined],
    ['412 000', undefined],
    ['4.12E+05', undefined],
    ['-1', undefined],
    ['1,5', undefined],
    ['', undefined],
  ])('%s', (typed, number) => {
    expect(wholeNumber(typed)).toBe(number);
  });
});
