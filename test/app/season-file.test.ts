// A start reads a data file only where it may say something new: another text, another release, or after something else was imported.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { importYaml, isLoaded, loadFollowersFile, loadSeason } from '../../src/app/season.ts';
import { program, seasonText, talkNine, talkTen } from '../seats/stage.ts';
import { freshDirectory } from '../support/sqlite.ts';

const followers = (value: number) =>
  `accounts: {instagram: [cern]}\nreadings: [{network: instagram, account: cern, on: 2019-07-08, value: ${value}, bound: atLeast, source: s}]\n`;

async function stage() {
  const { database, ports } = await program();
  const directory = freshDirectory();
  onTestFinished(directory.remove);
  const write = (name: string, text: string) => {
    const path = join(directory.path, name);
    writeFileSync(path, text);
    return path;
  };
  const { transact, newId, now, log } = ports;
  const parts = { transact, newId, now, log, release: '1.0.0 abc' };
  const season = write('talks.yaml', seasonText([talkNine]));
  const is = (release = parts.release) =>
    isLoaded(database, { ...parts, release }, 'season-file', season);
  return { database, parts, write, season, is };
}

describe('a season’s file', () => {
  it('is read where it was never loaded, and not again as long as nothing changes', async () => {
    const { parts, season, is } = await stage();
    expect(await is()).toBe(false);
    await loadSeason(parts, season);
    expect(await is()).toBe(true);
  });

  it('is read again when its text changed, and when another release reads it', async () => {
    const { parts, write, season, is } = await stage();
    await loadSeason(parts, season);
    expect(await is('1.1.0 def')).toBe(false);
    write('talks.yaml', seasonText([talkNine, talkTen]));
    expect(await is()).toBe(false);
  });

  it('is read again after another file was imported, so that the file wins over it', async () => {
    const { parts, write, season, is } = await stage();
    await loadSeason(parts, season);
    await importYaml(parts, write('other.yaml', seasonText([{ ...talkNine, title: 'Other' }])));
    expect(await is()).toBe(false);
    await loadSeason(parts, season);
    expect(await is()).toBe(true);
  });

  it('with a mistake counts as never loaded', async () => {
    const { parts, write, season, is } = await stage();
    write('talks.yaml', 'series: 1\n');
    await expect(loadSeason(parts, season)).rejects.toThrow('talks.yaml:');
    expect(await is()).toBe(false);
  });

  it('that is not there is told as ever', async () => {
    const { database, parts } = await stage();
    await expect(isLoaded(database, parts, 'season-file', 'nowhere.yaml')).rejects.toThrow(
      'nowhere.yaml: there is no such file',
    );
  });
});

describe('a followers’ file', () => {
  it('is noted likewise', async () => {
    const { database, parts, write } = await stage();
    const path = write('followers.yaml', followers(400_000));
    const is = () => isLoaded(database, parts, 'followers-file', path);
    expect(await is()).toBe(false);
    await loadFollowersFile(parts, path);
    expect(await is()).toBe(true);
    write('followers.yaml', followers(400_001));
    expect(await is()).toBe(false);
  });
});
