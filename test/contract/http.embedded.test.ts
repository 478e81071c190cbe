import { createHttp } from '../../lib/platform/embedded/http.fetch.ts';
import { describeHttpContract } from './http.contract.ts';

describeHttpContract('fetch', createHttp());
