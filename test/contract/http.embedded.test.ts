import { createHttp } from '../../lib/platform/system/http.fetch.ts';
import { describeHttpContract } from './http.contract.ts';

describeHttpContract('fetch', createHttp());
