// Two people on three platforms, on a Monday morning.
import { type Account, parseAccountKey } from '../../src/kernel/account.ts';

/** 8 July 2019, 09:00 in Zurich. */
export const monday = Date.UTC(2019, 6, 8, 7);

export const account = (key: string): Account => parseAccountKey(key) as Account;

export const ada = account('slack:T1/U1');
export const adaThere = account('mattermost:m1');
export const ben = account('slack:T1/U2');
export const benThere = account('mattermost:m2');
export const adaWeb = account('web:ada');
